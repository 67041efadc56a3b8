// SPDX-License-Identifier: GPL-3.0-or-later
// What is new for the person, and what waits for them: the inbox, unread threads by community, unread
// conversations, drafts. Each a signal of what a view draws.
import { computed, type ReadonlySignal } from "@preact/signals";
import type { Community } from "../gen/fika/v1/communities_pb";
import type { Conversation } from "../gen/fika/v1/conversations_pb";
import { InboxKind, type InboxItem, type Message, MessageService } from "../gen/fika/v1/messages_pb";
import { type Draft, DraftSchema } from "../gen/fika/v1/reading_pb";
import type { Thread } from "../gen/fika/v1/threads_pb";
import { community, listings, myCommunities } from "./communities";
import { all } from "./groups";
import { markRead, markUnread, messages } from "./messages";
import { page } from "./pages";
import { inbox } from "./people";
import { presentCommunity } from "./present";
import type { Store } from "./store";
import { conversation, conversations, head, readMarker, thread, threads, unread } from "./threads";

// What a command, a draft or an inbox item is about. Unknown: gone, not to be seen, or not fetched.
export type Place =
  | { readonly is: "thread"; readonly id: string; readonly title: string; readonly community: string }
  | { readonly is: "conversation"; readonly id: string; readonly others: readonly string[] }
  | { readonly is: "community"; readonly id: string; readonly name: string }
  | { readonly is: "page"; readonly id: string; readonly title: string }
  | { readonly is: "unknown"; readonly id: string };

// Reads signals: call it where they are followed.
export function placeOf(store: Store, id: string): Place {
  const asThread = thread(store, id).value;
  if (asThread) return { is: "thread", id, title: asThread.title, community: presentCommunity(store, asThread.community).value };
  const talk = conversation(store, id).value;
  if (talk) return { is: "conversation", id, others: othersIn(store, talk) };
  const asPage = page(store, id).value;
  if (asPage) return { is: "page", id, title: asPage.title };
  const name = community(store, id).value?.name ?? listings(store).value.find((each) => each.community === id)?.name;
  return name === undefined ? { is: "unknown", id } : { is: "community", id, name };
}
export const othersIn = ({ me }: Store, { participants }: Conversation): readonly string[] =>
  participants.filter((person) => person !== me);

export type NewsKind = "mention" | "join_request" | "join_answer" | "page_merged" | "other";
export interface NewsItem {
  readonly id: string;
  readonly kind: NewsKind;
  readonly place: Place;
  // "" where it is about no message.
  readonly message: string;
  // Of a page: the one that was made; 0 elsewhere.
  readonly revision: bigint;
  readonly from: string;
  readonly atMs: number;
  readonly isDone: boolean;
}
const kinds: Readonly<Partial<Record<InboxKind, NewsKind>>> = {
  [InboxKind.MENTION]: "mention",
  [InboxKind.JOIN_REQUEST]: "join_request",
  [InboxKind.JOIN_ANSWER]: "join_answer",
  [InboxKind.PAGE_MERGED]: "page_merged",
};

export function news(store: Store): ReadonlySignal<readonly NewsItem[]> {
  return store.memo("news", () => computed(() => inbox(store).value.map((item) => newsItem(store, item))));
}
const newsItem = (store: Store, { id, kind, about, message, revision, from, createdAtMs, done }: InboxItem): NewsItem => ({
  id,
  kind: kinds[kind] ?? "other",
  place: placeOf(store, about),
  message,
  revision,
  from,
  atMs: Number(createdAtMs),
  isDone: done,
});

export interface UnreadRoot<Root> {
  readonly root: Root;
  readonly count: number;
  readonly lastAtMs: number;
  readonly lastAuthor: string;
}
export interface UnreadCommunity {
  readonly community: Community;
  readonly threads: readonly UnreadRoot<Thread>[];
}

// Communities with something unread, the one where something happened last first; so their threads.
export function unreadByCommunity(store: Store): ReadonlySignal<readonly UnreadCommunity[]> {
  return store.memo("unread by community", () =>
    computed(() =>
      myCommunities(store)
        .value.map((own) => ({ community: own, threads: unreadOf(store, threads(store, own.id).value) }))
        .filter((each) => each.threads.length > 0)
        .sort((a, b) => lastAt(b.threads) - lastAt(a.threads)),
    ),
  );
}
const lastAt = ([newest]: readonly UnreadRoot<unknown>[]): number => newest?.lastAtMs ?? 0;

export function unreadConversations(store: Store): ReadonlySignal<readonly UnreadRoot<Conversation>[]> {
  return store.memo("unread conversations", () => computed(() => unreadOf(store, conversations(store).value)));
}

// Also those that are pinned stand where their newest message puts them.
function unreadOf<Root extends { id: string }>(store: Store, roots: readonly Root[]): UnreadRoot<Root>[] {
  return roots
    .map((root) => {
      const own = head(store, root.id).value;
      return { root, count: unread(store, root.id).value, lastAtMs: Number(own?.lastAtMs ?? 0), lastAuthor: own?.lastAuthor ?? "" };
    })
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.lastAtMs - a.lastAtMs);
}

// Up to the newest message that is known here; what comes meanwhile stays unread. Answers how to take it
// back.
export async function markAllRead(store: Store, roots: readonly string[]): Promise<() => Promise<void>> {
  const before = roots.map((root) => ({ root, ordinal: Number(readMarker(store, root).peek()?.ordinal ?? 0n) }));
  for (const root of roots) await markRead(store, root, Number(head(store, root).peek()?.lastOrdinal ?? 0n));
  return async () => {
    for (const { root, ordinal } of before) await markUnread(store, root, ordinal + 1);
  };
}

export interface WaitingDraft {
  readonly target: string;
  readonly place: Place;
  readonly title: string;
  readonly text: string;
  readonly updatedAtMs: number;
}
export function waitingDrafts(store: Store): ReadonlySignal<readonly WaitingDraft[]> {
  return store.memo("waiting drafts", () => {
    const own = store.world.list(all(DraftSchema.typeName), "all", (drafts: Draft[]) => drafts);
    return computed(() =>
      own.value
        .map(({ target, title, text, updatedAtMs }) => ({ target, title, text, place: placeOf(store, target), updatedAtMs: Number(updatedAtMs) }))
        .sort((a, b) => b.updatedAtMs - a.updatedAtMs),
    );
  });
}

// What somebody meant for the person and is not ticked off. Unread threads do not count: nobody has to
// read everything.
export function forMeCount(store: Store): ReadonlySignal<number> {
  return store.memo("for me", () => computed(() => inbox(store).value.filter(({ done }) => !done).length));
}

// The messages that a list draws a line of, each asked for once a visit.
export function wantMessages(store: Store, ids: Iterable<string>): void {
  for (const id of ids) {
    const name = `message ${id}`;
    if (id === "" || store.wanted.has(name) || store.world.keyOfPost(id) !== undefined) continue;
    store.wanted.add(name);
    store.query(MessageService.method.getMessage, { message: id }).catch(() => store.wanted.delete(name));
  }
}
// Its newest message, where only its number is known.
export function wantNewest(store: Store, roots: Iterable<string>): void {
  for (const root of roots) {
    const last = head(store, root).peek()?.lastOrdinal ?? 0n;
    const name = `newest ${root} ${last}`;
    if (last === 0n || store.wanted.has(name) || newestIn(store, root).peek()?.ordinal === last) continue;
    store.wanted.add(name);
    const request = { root, after: last - 1n, limit: 1 };
    store.query(MessageService.method.listMessages, request).catch(() => store.wanted.delete(name));
  }
}
// The newest that is held here.
export function newestIn(store: Store, root: string): ReadonlySignal<Message | undefined> {
  return store.memo(`newest in ${root}`, () => computed(() => messages(store, root).value.at(-1)));
}
