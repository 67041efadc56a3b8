// SPDX-License-Identifier: GPL-3.0-or-later
// Joins a person's sync to the browser: its socket, databases, locks, channel and wake-ups. The only
// file of sync/ that knows window.
import { PeopleService } from "../gen/fika/v1/people_pb";
import { Cache, cacheName } from "./cache";
import { CallRefused } from "./calls";
import type { Socket } from "./connection";
import { deleteDatabase } from "./database";
import { Engine } from "./engine";
import { callOverHttp } from "./http_calls";
import { shelfName } from "./page_shelf";
import { DatabaseOutbox, MemoryOutbox, openOwnDatabase, type OutboxStore, ownName } from "./outbox_store";
import type { Port, Update } from "./port";
import { Tabs } from "./tabs";
import type { Channel } from "./tabs_needs";
import { TypingWords } from "./typing_words";
import { uploadsName } from "./upload_shelf";
import { followWakeUps } from "./wake_ups";

export async function openPort(person: string, onUpdate: (update: Update) => void): Promise<Port> {
  const disk = await openOwnDatabase(person).then((database) => new DatabaseOutbox(database)).catch(() => undefined);
  // Without the lock (plain http) two tabs cannot agree on one that writes the cache.
  const locks: LockManager | undefined = navigator.locks;
  const makeEngine = async (tell: (update: Update) => void): Promise<Engine> => {
    let engine: Engine | undefined;
    let isCacheLost = false;
    const cache = locks
      ? await Cache.open(person, () => (engine ? engine.notKept("cache") : (isCacheLost = true)))
      : Cache.none();
    const outboxStore: OutboxStore = disk ?? new MemoryOutbox();
    const notKept = [...(isCacheLost ? (["cache"] as const) : []), ...(disk ? [] : (["outbox"] as const))];
    engine = new Engine({ person, openSocket, isSignedOut, cache, outboxStore, notKept, onUpdate: tell });
    return engine;
  };
  const lead = locks ? leadByLock(locks, person) : alone;
  const tabs = new Tabs({
    channel: locks ? (new BroadcastChannel(`fika/${person}`) as Channel) : { onmessage: null, postMessage() {}, close() {} },
    whenLeading: lead.when,
    takeOver: lead.takeOver,
    makeEngine,
    outboxStore: disk,
    onUpdate,
  });
  const typingWords = new TypingWords((root) => tabs.typing(root));
  const endWakeUps = followWakeUps({ window, document }, () => tabs.wake());
  return {
    query: (method, request) => tabs.query(method, request),
    enqueue(row) {
      if (row.method.endsWith("/PostMessage")) for (const root of row.about) typingWords.sent(root);
      return tabs.enqueue(row);
    },
    retry: (n, request) => tabs.retry(n, request),
    discard: (n) => tabs.discard(n),
    watch: (root) => tabs.watch(root),
    unwatch: (root) => tabs.unwatch(root),
    loadRoot: (root, stretch) => tabs.loadRoot(root, stretch),
    loadKeys: (keys) => tabs.loadKeys(keys),
    typing: (root) => typingWords.typing(root),
    wake: () => tabs.wake(),
    start: () => tabs.start(),
    close() {
      endWakeUps();
      typingWords.stop();
      tabs.close();
    },
  };
}

// After a deliberate sign-out. `withOwn`: also what was never sent.
export async function forget(person: string, withOwn: boolean): Promise<void> {
  for (const name of [cacheName(person), shelfName(person)]) await deleteDatabase(name).catch(() => undefined);
  for (const name of withOwn ? [ownName(person), uploadsName(person)] : []) await deleteDatabase(name).catch(() => undefined);
}

interface Lead {
  readonly when: (lead: () => void, lost: () => void) => () => void;
  readonly takeOver: () => void;
}

function leadByLock(locks: LockManager, person: string): Lead {
  let queued = new AbortController();
  let letGo: () => void = () => undefined;
  let isOver = false;
  let begin: (isTaking: boolean) => void = () => undefined;
  return {
    when(lead, lost) {
      begin = (isTaking) => {
        queued.abort();
        queued = new AbortController();
        let isHeld = false;
        const hold = (): Promise<void> => {
          isHeld = true;
          lead();
          return new Promise((resolve) => (letGo = resolve));
        };
        locks.request(`fika/${person}`, isTaking ? { steal: true } : { signal: queued.signal }, hold).catch(() => {
          // Called off before its turn, or another tab has taken it: then it queues again.
          if (!isHeld || isOver) return;
          lost();
          begin(false);
        });
      };
      begin(false);
      return () => {
        isOver = true;
        queued.abort();
        letGo();
      };
    },
    takeOver: () => begin(true),
  };
}

// Plain http has no locks: each tab talks for itself.
const alone: Lead = { when: (lead) => (queueMicrotask(lead), () => undefined), takeOver: () => undefined };

function openSocket(): Socket {
  const scheme = location.protocol === "https:" ? "wss" : "ws";
  return new WebSocket(`${scheme}://${location.host}/sync`) as unknown as Socket;
}

async function isSignedOut(): Promise<boolean> {
  try {
    await callOverHttp(PeopleService.method.getMe, {});
    return false;
  } catch (error) {
    return error instanceof CallRefused && error.code === "unauthenticated";
  }
}
