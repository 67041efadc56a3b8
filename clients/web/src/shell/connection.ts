// SPDX-License-Identifier: GPL-3.0-or-later
// What the shell tells about the connection: the store's word (account.ts), or the browser's own idea of
// being online.
import { computed, signal, type ReadonlySignal } from "@preact/signals";

export interface ConnectionState {
  readonly kind: "online" | "connecting" | "offline";
  // When the connection was lost, in milliseconds since 1970.
  readonly sinceMs?: number;
  // Commands in the outbox that the server has not confirmed.
  readonly waiting: number;
}

const browserOnline = signal(typeof navigator === "undefined" || navigator.onLine !== false);
const lostAt = signal<number | undefined>(undefined);
const provided = signal<ReadonlySignal<ConnectionState> | null>(null);

// Before anybody is signed in there is nothing else to go by.
export const browserConnection = computed<ConnectionState>(() => {
  if (browserOnline.value) return { kind: "online", waiting: 0 };
  return lostAt.value === undefined
    ? { kind: "offline", waiting: 0 }
    : { kind: "offline", sinceMs: lostAt.value, waiting: 0 };
});

export const connection = computed<ConnectionState>(() => (provided.value ?? browserConnection).value);

export function provideConnection(state: ReadonlySignal<ConnectionState>): void {
  provided.value = state;
}

export function startConnection(): void {
  window.addEventListener("online", () => {
    browserOnline.value = true;
  });
  window.addEventListener("offline", () => {
    lostAt.value = Date.now();
    browserOnline.value = false;
  });
}
