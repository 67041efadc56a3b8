// SPDX-License-Identifier: GPL-3.0-or-later
// What a person is writing and has not sent: a change to a message, a form. Kept by this browser at every
// key, under the person alone, so that it outlives the tab, the sign-in and the server; what is sent goes
// through the outbox instead. It must be there when a view is first drawn and be kept while a page goes
// away, and only this kind of storage answers at once.
import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { Store } from "./store";

type Whose = Pick<Store, "me">;

// What the browser would not take lasts as long as the page.
const inMemory = signal<ReadonlyMap<string, string>>(new Map());

// Something that was written is lost with the page: there is no room left, or none is given.
export const isTextAtRisk: ReadonlySignal<boolean> = computed(() => inMemory.value.size > 0);

const prefixOf = (person: string): string => `fika.text.${person}.`;

export function keptText({ me }: Whose, name: string): string | null {
  const key = prefixOf(me) + name;
  try {
    return inMemory.peek().get(key) ?? localStorage.getItem(key);
  } catch {
    return null;
  }
}

// Null: it has been sent, or given up.
export function keepText({ me }: Whose, name: string, text: string | null): void {
  const key = prefixOf(me) + name;
  try {
    if (text === null) localStorage.removeItem(key);
    else localStorage.setItem(key, text);
    remember(key, null);
  } catch {
    remember(key, text);
  }
}

// By their names.
export function keptTexts({ me }: Whose): ReadonlyMap<string, string> {
  const prefix = prefixOf(me);
  const found = new Map<string, string>();
  try {
    for (let i = 0; i < localStorage.length; i++) {
      const key = localStorage.key(i) ?? "";
      if (key.startsWith(prefix)) found.set(key.slice(prefix.length), localStorage.getItem(key) ?? "");
    }
  } catch {
    // Then there are only those of this page.
  }
  for (const [key, text] of inMemory.peek()) if (key.startsWith(prefix)) found.set(key.slice(prefix.length), text);
  return found;
}

// What somebody would miss: marks beside a text, such as what an answer quotes, are no texts.
export function begunCount(whose: Whose): number {
  return [...keptTexts(whose).keys()].filter((name) => !name.startsWith("quotes.")).length;
}

export function forgetTexts(whose: Whose): void {
  for (const name of keptTexts(whose).keys()) keepText(whose, name, null);
}

// A form's own fields, as they were kept; nothing if they cannot be read.
export function keptFields(whose: Whose, name: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const kept: unknown = JSON.parse(keptText(whose, name) ?? "null");
    return kept !== null && typeof kept === "object" ? (kept as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
export function keepFields(whose: Whose, name: string, fields: object | null): void {
  keepText(whose, name, fields && JSON.stringify(fields));
}

function remember(key: string, text: string | null): void {
  const before = inMemory.peek();
  if ((before.get(key) ?? null) === text) return;
  const after = new Map(before);
  if (text === null) after.delete(key);
  else after.set(key, text);
  inMemory.value = after;
}
