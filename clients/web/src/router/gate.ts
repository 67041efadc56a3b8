// SPDX-License-Identifier: GPL-3.0-or-later
// Sends the person elsewhere before a place is shown: to sign-in without one, to the first visit after an
// invitation. Whoever knows sets it once, before the first view; it may read signals, and is asked again
// when they change.
import { effect, signal } from "@preact/signals";
import { location, navigate, type Location } from "./location";

// Answers the path to go to instead, or null to let the person pass.
export type Gate = (to: Location) => string | null;

const gate = signal<Gate | null>(null);

export function setGate(wanted: Gate): void {
  gate.value = wanted;
}

export function startGate(): void {
  effect(() => {
    const elsewhere = gate.value?.(location.value) ?? null;
    if (elsewhere !== null && elsewhere !== location.peek().path) navigate(elsewhere, { replace: true });
  });
}
