// SPDX-License-Identifier: GPL-3.0-or-later
// Reading and acting: threads and conversations, and how much of them is unread.
import { computed, type ReadonlySignal } from "@preact/signals";
import { type CommunityLevel, Level } from "../gen/fika/v1/communities_pb";
import { type Conversation, ConversationSchema, ConversationService } from "../gen/fika/v1/conversations_pb";
import type { ReadMarker } from "../gen/fika/v1/reading_pb";
import { type Head, type Thread, ThreadFollow, ThreadKind, type ThreadLevel, ThreadService } from "../gen/fika/v1/threads_pb";
import { CallRefused } from "../sync/calls";
import { keyOfIds } from "../sync/entity_kinds";
import { makeId } from "../sync/ids";
import { myMembership } from "./communities";
import { all, threadsOf } from "./groups";
import { mergedHere, presentCommunity } from "./present";
import { type Reckoned, unreadCount } from "./reckoning";
import type { Store } from "./store";

export function thread({ world }: Store, id: string): ReadonlySignal<Thread | undefined> {
  return world.entity(keyOfIds(20, id));
}
export function head({ world }: Store, root: string): ReadonlySignal<Head | undefined> {
  return world.entity(keyOfIds(21, root));
}
export function conversation({ world }: Store, id: string): ReadonlySignal<Conversation | undefined> {
  return world.entity(keyOfIds(40, id));
}
export function threadLevel({ world, me }: Store, id: string): ReadonlySignal<ThreadLevel | undefined> {
  return world.entity(keyOfIds(22, me, id));
}
export function readMarker({ world, me }: Store, root: string): ReadonlySignal<ReadMarker | undefined> {
  return world.entity(keyOfIds(50, me, root));
}

// A community's threads: pinned first, then by the newest message; those merged into others are left out.
// Those held; fetchThreads() brings more.
export function threads(store: Store, community: string): ReadonlySignal<readonly Thread[]> {
  return store.memo(`threads ${community}`, () => {
    const filed = (id: string) => store.world.list(threadsOf(id), "standing", (found: Thread[]) => found.filter(({ mergedInto }) => !mergedInto));
    // Those that came with another community may name that one yet.
    return computed(() => byActivity(store, [community, ...mergedHere(store, community).value].flatMap((id) => filed(id).value)));
  });
}
export function conversations(store: Store): ReadonlySignal<readonly Conversation[]> {
  return store.memo("conversations", () => {
    const own = store.world.list(all(ConversationSchema.typeName), "all", (found: Conversation[]) => found);
    return computed(() => byActivity(store, own.value));
  });
}

function byActivity<T extends { id: string; createdAtMs: bigint; pinned?: boolean }>(store: Store, roots: readonly T[]): T[] {
  const lastAt = new Map(roots.map((root) => [root.id, head(store, root.id).value?.lastAtMs || root.createdAtMs]));
  return [...roots].sort(
    (a, b) =>
      Number(b.pinned ?? false) - Number(a.pinned ?? false) ||
      Number((lastAt.get(b.id) ?? 0n) - (lastAt.get(a.id) ?? 0n)) ||
      (a.id < b.id ? 1 : -1),
  );
}

// What is known of how far the person has read a root; see reckoning.ts.
export function reckoned(store: Store, root: string): ReadonlySignal<Reckoned> {
  return store.memo(`reckoned ${root}`, () => {
    const [newest, marker, own] = [head(store, root), readMarker(store, root), thread(store, root)];
    return computed(() => {
      const { lastOrdinal = 0n, lastAtMs = 0n } = newest.value ?? {};
      const place = myMembership(store, own.value ? presentCommunity(store, own.value.community).value : root).value;
      return { lastOrdinal, lastAtMs, markedUpTo: marker.value?.ordinal, joinedAtMs: place && !place.left ? place.joinedAtMs : 0n };
    });
  });
}

// Arithmetic: the newest ordinal less the one read up to. Muted counts as read.
export function unread(store: Store, root: string): ReadonlySignal<number> {
  return store.memo(`unread ${root}`, () => {
    const [state, level, own] = [reckoned(store, root), threadLevel(store, root), thread(store, root)];
    return computed(() => {
      const follow = level.value?.follow ?? ThreadFollow.UNSPECIFIED;
      if (follow === ThreadFollow.MUTE || own.value?.mergedInto) return 0;
      if (follow === ThreadFollow.UNSPECIFIED && own.value && isMuted(store, presentCommunity(store, own.value.community).value)) return 0;
      return unreadCount(state.value);
    });
  });
}
function isMuted({ world, me }: Store, community: string): boolean {
  return world.entity<CommunityLevel>(keyOfIds(13, me, community)).value?.level === Level.MUTE;
}

// How many of a community's threads have something unread, and how many messages that is.
export function unreadIn(store: Store, community: string): ReadonlySignal<{ threads: number; messages: number }> {
  return store.memo(`unread in ${community}`, () =>
    computed(() => {
      const counts = threads(store, community).value.map(({ id }) => unread(store, id).value);
      return { threads: counts.filter((count) => count > 0).length, messages: counts.reduce((sum, count) => sum + count, 0) };
    }),
  );
}

// The next page of a community's threads; empty: there are no more.
export async function fetchThreads(store: Store, community: string, page = ""): Promise<string> {
  return (await store.query(ThreadService.method.listThreads, { community, limit: 50, page })).nextPage;
}

// One that is only named here: once a visit.
export function wantThread(store: Store, id: string): void {
  const name = `thread ${id}`;
  if (store.wanted.has(name) || thread(store, id).peek()) return;
  store.wanted.add(name);
  // One that is not to be seen stays so; of one that could not be asked for, nothing is known.
  store.query(ThreadService.method.getThread, { thread: id }).catch((error: unknown) => {
    if (!(error instanceof CallRefused) || error.code === "unavailable") store.wanted.delete(name);
  });
}

export interface NewThread {
  readonly community: string;
  readonly text: string;
  readonly title?: string;
  readonly kind?: ThreadKind;
  readonly language?: string;
  // Files that the text names and that must be there first.
  readonly awaits?: readonly string[];
}
// Returns the new thread's id.
export async function startThread(store: Store, { community, text, title = "", kind = ThreadKind.DISCUSSION, language = "", awaits = [] }: NewThread): Promise<string> {
  const [id, message] = [makeId(), makeId()];
  const request = { id, community, kind, title, message, text, language };
  await store.command(ThreadService.method.startThread, request, { makes: [id, message], about: [community], awaits });
  return id;
}
export function renameThread(store: Store, id: string, title: string): Promise<void> {
  return store.command(ThreadService.method.renameThread, { thread: id, title }, { about: [id] });
}
export function moveThread(store: Store, id: string, community: string): Promise<void> {
  return store.command(ThreadService.method.moveThread, { thread: id, community }, { about: [id, community] });
}
export function setResolved(store: Store, id: string, resolved: boolean): Promise<void> {
  return store.command(ThreadService.method.setResolved, { thread: id, resolved }, { about: [id] });
}
export function setThreadPinned(store: Store, id: string, pinned: boolean): Promise<void> {
  return store.command(ThreadService.method.setThreadPinned, { thread: id, pinned }, { about: [id] });
}
export function setThreadLevel(store: Store, id: string, follow: ThreadFollow): Promise<void> {
  return store.command(ThreadService.method.setThreadLevel, { thread: id, follow }, { about: [id] });
}

// Returns its id: that of the conversation the same people have already, where one is held.
export async function startConversation(store: Store, others: readonly string[]): Promise<string> {
  const everybody = [...new Set([store.me, ...others])].sort().join();
  const known = conversations(store).peek().find(({ participants }) => [...participants].sort().join() === everybody);
  if (known) return known.id;
  const id = makeId();
  await store.command(ConversationService.method.startConversation, { id, participants: [...others] }, { makes: [id] });
  return id;
}
