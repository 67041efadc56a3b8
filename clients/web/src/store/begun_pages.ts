// SPDX-License-Identifier: GPL-3.0-or-later
// Pages that somebody was writing in and left, as this browser keeps them; features/writing goes on with them.
import { keptFields, keptTexts } from "./kept_texts";
import type { Store } from "./store";

export interface BegunPage {
  readonly key: string;
  // "": one that is not there yet; `query` is with what it was begun.
  readonly page: string;
  readonly query: string;
  readonly title: string;
  readonly text: string;
  readonly atMs: number;
}

// The newest first; as it is now, for a view that is drawn anew when somebody comes to it.
export function begunPages(store: Pick<Store, "me">): readonly BegunPage[] {
  const found: BegunPage[] = [];
  for (const key of keptTexts(store).keys()) {
    const named = /^page\.([^.]+)\.[^.]+$/.exec(key);
    const { words, query, atMs } = (named && keptFields(store, key)) || {};
    const { title, text, answers } = (words ?? {}) as { title?: unknown; text?: unknown; answers?: Record<string, string> };
    if (!named || typeof title !== "string" || typeof text !== "string") continue;
    const page = named[1] === "new" ? "" : (named[1] ?? "");
    const whole = [text, ...Object.values(answers ?? {})].filter(Boolean).join("\n");
    found.push({ key, page, query: typeof query === "string" ? query : "", title, text: whole, atMs: Number(atMs) || 0 });
  }
  return found.sort((a, b) => b.atMs - a.atMs);
}
