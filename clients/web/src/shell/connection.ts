// SPDX-License-Identifier: GPL-3.0-or-later
// What the shell tells about the connection. The store provides it; until then the browser's own idea of
// being online is all there is.
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

export const connection = computed<ConnectionState>(() => {
  if (provided.value) return provided.value.value;
  if (browserOnline.value) return { kind: "online", waiting: 0 };
  return lostAt.value === undefined
    ? { kind: "offline", waiting: 0 }
    : { kind: "offline", sinceMs: lostAt.value, waiting: 0 };
});

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
