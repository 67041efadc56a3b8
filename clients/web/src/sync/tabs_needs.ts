// SPDX-License-Identifier: GPL-3.0-or-later
import type { Engine } from "./engine";
import type { OutboxStore } from "./outbox_store";
import type { Update } from "./port";

// A BroadcastChannel, or a test's own.
export interface Channel {
  onmessage: ((event: { data: unknown }) => void) | null;
  postMessage(message: unknown): void;
  close(): void;
}

export interface TabsNeeds {
  readonly channel: Channel;
  // Calls `lead` once no other tab leads; returns how to let go. navigator.locks, where there is one.
  readonly whenLeading: (lead: () => void, lost: () => void) => () => void;
  // Takes the lead from a tab that answers no more: browsers may freeze one with the lock in its hands.
  readonly takeOver: () => void;
  readonly makeEngine: (onUpdate: (update: Update) => void) => Promise<Engine>;
  // Absent: there is no disk to write to, and the leader keeps what others ask it to do.
  readonly outboxStore: OutboxStore | undefined;
  readonly onUpdate: (update: Update) => void;
}
