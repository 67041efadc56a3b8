// SPDX-License-Identifier: GPL-3.0-or-later
// What the store asks of what lies below, whether this tab talks to the server or another one does.
import type { ConnectionState } from "./connection";
import type { CommandView } from "./outbox";
import type { NewRow } from "./outbox_store";
import type { Changes } from "./replica_changes";
import type { Stretch } from "./stretches";

export interface Status {
  readonly connection: ConnectionState;
  // Answered and up to date: what is drawn is what is.
  readonly isLive: boolean;
  // Since when it is not, in ms; 0 while it is.
  readonly offlineSinceMs: number;
  // What is kept no longer than this visit, because the browser would not store it.
  readonly notKept: readonly ("cache" | "outbox")[];
}

export interface OutboxChanges {
  readonly changed: readonly CommandView[];
  readonly removed: readonly number[];
}

// All parts of one update belong together: they are to be drawn at once.
export interface Update {
  // It takes the place of everything told before.
  readonly isWhole?: boolean;
  readonly changes: readonly Changes[];
  readonly outbox: OutboxChanges;
  readonly status?: Status;
  readonly typing?: { readonly root: string; readonly person: string };
  readonly hereNow?: { readonly people: readonly string[]; readonly gone: readonly string[] };
  // The commit of something that the person has just done.
  readonly ownSeq?: number;
}

export interface QueryAnswer {
  readonly seq: number;
  readonly response: Uint8Array;
}

export interface Port {
  // What the answer brings is in the replica when this resolves. Rejects with CallRefused; its code
  // is "unavailable" without a connection.
  query(method: string, request: Uint8Array): Promise<QueryAnswer>;
  // Resolves when it is on the disk.
  enqueue(row: NewRow): Promise<void>;
  retry(n: number, request?: Uint8Array): Promise<void>;
  discard(n: number): Promise<void>;
  // A root on screen that no held scope tells about. Counted: each watch wants its unwatch.
  watch(root: string): void;
  unwatch(root: string): void;
  // Brings what earlier visits fetched of a root, or of a kind: allOfKind() of cache.ts.
  // With a stretch: its messages and the reactions to them.
  loadRoot(root: string, stretch?: Stretch): Promise<void>;
  // The same for single entities, by their keys.
  loadKeys(keys: readonly string[]): Promise<void>;
  typing(root: string): void;
  // The network or the person is back.
  wake(): void;
  // After signing in again.
  start(): void;
  close(): void;
}
