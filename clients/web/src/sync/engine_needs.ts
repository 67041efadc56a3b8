// SPDX-License-Identifier: GPL-3.0-or-later
import type { Cache } from "./cache";
import type { Socket } from "./connection";
import type { Inflate } from "./frames";
import type { OutboxStore } from "./outbox_store";
import type { Update } from "./port";

// What an engine is made of: the browser's in browser.ts, a test's own in tests.
export interface EngineNeeds {
  readonly person: string;
  readonly openSocket: () => Socket;
  readonly isSignedOut: () => Promise<boolean>;
  readonly cache: Cache;
  readonly outboxStore: OutboxStore;
  readonly notKept?: readonly ("cache" | "outbox")[];
  readonly onUpdate: (update: Update) => void;
  readonly now?: () => number;
  readonly random?: () => number;
  readonly inflate?: Inflate;
}
