// SPDX-License-Identifier: GPL-3.0-or-later
// The paths of what people link to. Ids stay when a thread is renamed or moved, and so do the links.

export const communityPath = (id: string): string => `/communities/${id}`;
export const personPath = (id: string): string => `/people/${id}`;
// With a message: at that one.
export const threadPath = (id: string, message = ""): string => `/threads/${id}${at(message)}`;
export const conversationPath = (id: string, message = ""): string => `/conversations/${id}${at(message)}`;

const at = (message: string): string => (message ? `/${message}` : "");
export const newThreadPath = (community: string): string => `/communities/${community}/new-thread`;
// A question that is begun with these words as its title.
export const askPath = (community: string, title: string): string => `${newThreadPath(community)}?${new URLSearchParams({ kind: "question", title }).toString()}`;
export const communityPagesPath = (id: string): string => `/communities/${id}/pages`;

export const wikiPath = "/wiki";
// The id alone leads there; what stands behind it for the eye is the server's to add.
export const pagePath = (id: string): string => `/p/${id}`;
// What is said about it, by itself; with a message: under the page, at that one.
export const pageTalkPath = (id: string, message = ""): string => `/p/${id}/talk${at(message)}`;
export const editPagePath = (id: string): string => `/p/${id}/edit`;
export const pageHistoryPath = (id: string): string => `/p/${id}/history`;
// What lies between two revisions; without the second: between that one and the newest.
export const pageComparePath = (id: string, from: bigint, to = 0n): string => `/p/${id}/compare?from=${from}${to ? `&to=${to}` : ""}`;
export const pageBlamePath = (id: string): string => `/p/${id}/blame`;
// The page as it was.
export const pageRevisionPath = (id: string, revision: bigint): string => `/p/${id}?revision=${revision}`;
// Where a page is begun; what is given is filled in. `from`: the thread that it grows out of, `messages`: or
// these messages.
export function writePath(given: { readonly community?: string; readonly parent?: string; readonly title?: string; readonly template?: string; readonly translationOf?: string; readonly from?: string; readonly messages?: readonly string[] }): string {
  const query = new URLSearchParams();
  const { community, parent, title, template, translationOf, from, messages } = given;
  for (const [name, value] of Object.entries({ community, parent, title, template, translation: translationOf, from, messages: messages?.join() })) if (value) query.set(name, value);
  const text = query.toString();
  return text ? `/write?${text}` : "/write";
}
