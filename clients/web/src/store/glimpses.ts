// SPDX-License-Identifier: GPL-3.0-or-later
// Communities one looks into without being a member: nobody tells of changes there, so what the server
// answers is shown as it was then, and asked for again the next time somebody looks.
import { signal, type ReadonlySignal, type Signal } from "@preact/signals";
import { CommunityService, type CommunityView, type Member } from "../gen/fika/v1/communities_pb";
import { ThreadService, type ThreadView } from "../gen/fika/v1/threads_pb";
import { CallRefused } from "../sync/calls";
import type { Store } from "./store";

export type GlimpseState = "loading" | "here" | "unreachable" | "absent";

export interface Glimpse {
  readonly state: GlimpseState;
  readonly view: CommunityView | undefined;
  readonly threads: readonly ThreadView[];
  readonly nextThreads: string;
  readonly members: readonly Member[];
}
const nothing: Glimpse = { state: "loading", view: undefined, threads: [], nextThreads: "", members: [] };

const held = (store: Store, id: string): Signal<Glimpse> =>
  store.memo(`glimpse ${id}`, () => signal(nothing)) as Signal<Glimpse>;

export function glimpse(store: Store, id: string): ReadonlySignal<Glimpse> {
  return held(store, id);
}

// What it says of itself and its newest threads.
export async function lookInto(store: Store, id: string): Promise<void> {
  const own = held(store, id);
  await told(own, async () => {
    const view = await store.query(CommunityService.method.getCommunity, { community: id });
    own.value = { ...own.peek(), view, state: "here" };
    if (!view.community) return;
    const { threads, nextPage } = await store.query(ThreadService.method.listThreads, { community: id, limit: 50 });
    own.value = { ...own.peek(), threads, nextThreads: nextPage };
  });
}
export async function lookFurther(store: Store, id: string): Promise<void> {
  const own = held(store, id);
  const page = own.peek().nextThreads;
  if (!page) return;
  await told(own, async () => {
    const { threads, nextPage } = await store.query(ThreadService.method.listThreads, { community: id, limit: 50, page });
    const known = new Set(own.peek().threads.map(({ thread }) => thread?.id));
    const more = threads.filter(({ thread }) => !known.has(thread?.id));
    own.value = { ...own.peek(), threads: [...own.peek().threads, ...more], nextThreads: nextPage };
  });
}
export async function lookAtMembers(store: Store, id: string): Promise<void> {
  const own = held(store, id);
  await told(own, async () => {
    const members: Member[] = [];
    for (let page = "", pages = 0; pages < 25; pages++) {
      const reply = await store.query(CommunityService.method.listMembers, { root: id, limit: 200, page });
      members.push(...reply.members);
      own.value = { ...own.peek(), members: [...members] };
      if (!(page = reply.nextPage)) break;
    }
  });
}

async function told(own: Signal<Glimpse>, ask: () => Promise<void>): Promise<void> {
  try {
    await ask();
  } catch (error) {
    const isAbsent = error instanceof CallRefused && ["not_found", "permission_denied", "invalid_argument"].includes(error.code);
    const { view, state } = own.peek();
    // What is on screen already stays there.
    own.value = isAbsent ? { ...nothing, state: "absent" } : { ...own.peek(), state: view ? state : "unreachable" };
  }
}

// The newest thread of a community that is listed, for those who choose; nothing while it is not known
// or not open to the person.
export function lastThread(store: Store, id: string): ReadonlySignal<ThreadView | undefined> {
  return lastHeld(store, id);
}
const lastHeld = (store: Store, id: string): Signal<ThreadView | undefined> =>
  store.memo(`last thread ${id}`, () => signal(undefined)) as Signal<ThreadView | undefined>;

// Each once a visit.
export function wantLastThreads(store: Store, ids: Iterable<string>): void {
  for (const id of ids) {
    const name = `last thread ${id}`;
    if (store.wanted.has(name)) continue;
    store.wanted.add(name);
    // Pinned ones come first, whatever their age.
    store.query(ThreadService.method.listThreads, { community: id, limit: 10 }).then(
      ({ threads }) => void (lastHeld(store, id).value = newest(threads)),
      () => void store.wanted.delete(name),
    );
  }
}
export function newest(threads: readonly ThreadView[]): ThreadView | undefined {
  const at = ({ head, thread }: ThreadView): bigint => head?.lastAtMs || (thread?.createdAtMs ?? 0n);
  return threads.reduce<ThreadView | undefined>((best, each) => (best && at(best) >= at(each) ? best : each), undefined);
}
