// SPDX-License-Identifier: GPL-3.0-or-later
// The paths of what people link to. Ids stay when a thread is renamed or moved, and so do the links.

export const communityPath = (id: string): string => `/communities/${id}`;
export const personPath = (id: string): string => `/people/${id}`;
// With a message: at that one.
export const threadPath = (id: string, message = ""): string => `/threads/${id}${at(message)}`;
export const conversationPath = (id: string, message = ""): string => `/conversations/${id}${at(message)}`;

const at = (message: string): string => (message ? `/${message}` : "");
export const newThreadPath = (community: string): string => `/communities/${community}/new-thread`;
