// SPDX-License-Identifier: GPL-3.0-or-later
// A thread or conversation on screen: its messages are fetched around what is looked at, and kept
// current for as long as it is open. What the device has is there first.
import { effect, type ReadonlySignal, signal } from "@preact/signals";
import { MessageService } from "../gen/fika/v1/messages_pb";
import { ThreadService } from "../gen/fika/v1/threads_pb";
import { CallRefused } from "../sync/calls";
import { covers, firstHole } from "../sync/stretches";
import type { Store } from "./store";
import { conversation, head, thread } from "./threads";

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

export function openRoot(store: Store, root: string): OpenRoot {
  const state = signal<OpenState>("loading");
  let wanted = { from: 1, to: 1 };
  let isRunning = false;
  let isClosed = false;
  let isCacheRead = false;
  store.sync.watch(root);

  const isKnown = (): boolean => thread(store, root).peek() !== undefined || conversation(store, root).peek() !== undefined;
  const stretches = () => store.world.root(root).peek()?.stretches ?? [];
  const end = (): number => Number(head(store, root).peek()?.lastOrdinal ?? 0n);

  const run = async (): Promise<void> => {
    if (isRunning || isClosed) return;
    isRunning = true;
    try {
      if (!isCacheRead) await store.sync.loadRoot(root);
      isCacheRead = true;
      if (!isKnown() && store.status.peek().isLive) await store.query(ThreadService.method.getThread, { thread: root });
      // Each answer may be shorter than asked for, and what is wanted may move meanwhile.
      for (let turns = 0; turns < 50 && !isClosed && isKnown() && store.status.peek().isLive; turns++) {
        const hole = firstHole(stretches(), Math.max(1, wanted.from), Math.min(wanted.to, end()));
        if (!hole) break;
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
    if (!isKnown()) {
      state.value = store.status.peek().isLive ? "absent" : "loading";
    } else if (store.status.peek().isLive && (end() === 0 || covers(stretches(), Math.max(1, wanted.from), Math.max(1, Math.min(wanted.to, end()))))) {
      state.value = "current";
    } else {
      state.value = "stale";
    }
  };

  // Again when the connection is back, when what was held went stale or when it moved out of sight.
  const stop = effect(() => {
    void store.status.value.isLive;
    void store.world.root(root).value;
    void head(store, root).value;
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
