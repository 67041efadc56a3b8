// SPDX-License-Identifier: GPL-3.0-or-later
// Whether somebody is on their first visit, and at which step: kept on this device until it is finished or
// skipped, so that one who was interrupted goes on where they were.
import { type ReadonlySignal, signal } from "@preact/signals";

export interface FirstVisit {
  readonly person: string;
  readonly step: number;
}

const storageName = "fika.first-visit";
const current = signal<FirstVisit | null>(read());

export const firstVisit: ReadonlySignal<FirstVisit | null> = current;

export function setFirstVisit(visit: FirstVisit | null): void {
  current.value = visit;
  try {
    if (visit) localStorage.setItem(storageName, JSON.stringify(visit));
    else localStorage.removeItem(storageName);
  } catch {
    // It then lasts as long as the page.
  }
}

function read(): FirstVisit | null {
  try {
    const { person, step } = JSON.parse(localStorage.getItem(storageName) ?? "{}") as Partial<FirstVisit>;
    return typeof person === "string" && typeof step === "number" ? { person, step } : null;
  } catch {
    return null;
  }
}
