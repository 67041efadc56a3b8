// SPDX-License-Identifier: GPL-3.0-or-later
// A thread, a conversation or the talk of a page on screen: its messages are fetched around what is looked at, and kept
// current for as long as it is open. What the device has is there first.
import { effect, type ReadonlySignal, signal } from "@preact/signals";
import { MessageService } from "../gen/fika/v1/messages_pb";
import { ThreadService } from "../gen/fika/v1/threads_pb";
import { CallRefused } from "../sync/calls";
import { covers, firstHole, type Stretch, withStretch } from "../sync/stretches";
import { page } from "./pages";
import { readThrough } from "./reckoning";
import type { Store } from "./store";
import { conversation, head, reckoned, thread } from "./threads";

export type OpenState =
  | "loading" // nothing to show yet
  | "current" // what is asked for is there and true
  | "stale" // what is there may have changed; it is being fetched, or there is no connection
  | "absent"; // not there, or not to be seen: the two look alike

export interface OpenRoot {
  readonly state: ReadonlySignal<OpenState>;
  // Ordinals that are on screen, or soon will be. Call it whenever they change.
  show(from: number, to: number): void;
  close(): void;
}

const pageMax = 100;

// What is read and fetched around an ordinal at which somebody begins.
export const around = (at: number): Stretch => ({ from: at - 30, to: at + 50 });

// Where reading goes on: the first that is unread, or the newest.
export function placeToRead(store: Store, root: string): number {
  const newest = Number(head(store, root).peek()?.lastOrdinal ?? 0n);
  return Math.min(newest, Number(readThrough(reckoned(store, root).peek())) + 1);
}

// `at`: where it will be looked at, if that is known; it is read and fetched from now on.
export function openRoot(store: Store, root: string, at = 0): OpenRoot {
  const state = signal<OpenState>("loading");
  let wanted: Stretch | undefined = at > 0 ? around(at) : undefined;
  let read: readonly Stretch[] = []; // of the device
  let drops = store.world.drops.peek();
  let isRunning = false;
  let isClosed = false;
  store.sync.watch(root);

  const isKnown = (): boolean => [thread, conversation, page].some((find) => find(store, root).peek() !== undefined);
  const stretches = () => store.world.root(root).peek()?.stretches ?? [];
  const end = (): number => Number(head(store, root).peek()?.lastOrdinal ?? 0n);
  const isLive = (): boolean => store.status.peek().isLive;
  const shown = (): Stretch | undefined => wanted && { from: Math.max(1, wanted.from), to: Math.max(1, Math.min(wanted.to, end())) };
  const readDevice = async (range: Stretch): Promise<void> => {
    if (covers(read, range.from, range.to)) return;
    read = withStretch(read, range);
    await store.sync.loadRoot(root, range);
  };

  const run = async (): Promise<void> => {
    if (isRunning || isClosed) return;
    isRunning = true;
    try {
      if (!isKnown() && isLive()) await store.query(ThreadService.method.getThread, { thread: root });
      // Each answer may be shorter than asked for, and what is wanted may move meanwhile.
      for (let turns = 0; turns < 50 && !isClosed && isKnown(); turns++) {
        const range = shown();
        if (!range) break;
        // What the device lacks is asked for while it is read.
        const reading = readDevice(range);
        const hole = firstHole(stretches(), range.from, Math.min(range.to, end()));
        if (!hole || !isLive()) {
          await reading;
          const now = shown();
          if (now?.from === range.from && now.to === range.to) break;
          continue;
        }
        reading.catch(() => undefined);
        const limit = Math.min(pageMax, hole.to - hole.from + 1);
        const { messages } = await store.query(MessageService.method.listMessages, { root, after: BigInt(hole.from - 1), limit });
        if (messages.length === 0) break;
      }
      settle();
    } catch (error) {
      if (error instanceof CallRefused && ["not_found", "permission_denied"].includes(error.code)) state.value = "absent";
      else settle();
    } finally {
      isRunning = false;
    }
  };
  const settle = (): void => {
    const range = shown();
    if (!isKnown()) {
      state.value = isLive() ? "absent" : "loading";
    } else if (!range) {
      // Nobody has said yet what is looked at.
    } else if (isLive() && (end() === 0 || covers(stretches(), range.from, range.to))) {
      state.value = "current";
    } else {
      state.value = "stale";
    }
  };

  if (wanted) void run();
  // Again when the connection is back, when what was held went stale or when it moved out of sight.
  const stop = effect(() => {
    void store.status.value.isLive;
    void store.world.root(root).value;
    void head(store, root).value;
    // Another tab leads now, and what it told is without what was read here.
    if (drops !== store.world.drops.value) read = [];
    drops = store.world.drops.peek();
    void Promise.resolve().then(run);
  });

  return {
    state,
    show(from, to) {
      wanted = { from, to };
      void run();
    },
    close() {
      isClosed = true;
      stop();
      store.sync.unwatch(root);
    },
  };
}
