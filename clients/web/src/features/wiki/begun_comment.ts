// SPDX-License-Identifier: GPL-3.0-or-later
// A comment on a passage that somebody has begun and not sent: it outlives the dialog, the tab and the sign-in.
import { keepFields, keptFields } from "../../store/kept_texts";
import type { Marked } from "../../store/passages";
import type { Store } from "../../store/store";

export interface BegunComment {
  readonly marked: Marked;
  // The one that was read.
  readonly revision: bigint;
  readonly words: string;
}

const nameOf = (page: string): string => `passage.${page}`;

// Without words there is nothing to keep.
export function keepComment(store: Store, page: string, { marked, revision, words }: BegunComment): void {
  keepFields(store, nameOf(page), words.trim() ? { ...marked, revision: `${revision}`, words } : null);
}
export function letGoOfComment(store: Store, page: string): void {
  keepFields(store, nameOf(page), null);
}
export function keptComment(store: Store, page: string): BegunComment | null {
  const kept = keptFields(store, nameOf(page));
  if (!kept) return null;
  const { quote, start, end, revision, words } = kept;
  const isNumber = /^\d{1,16}$/.test(String(revision));
  return { marked: { quote: String(quote ?? ""), start: Number(start) || 0, end: Number(end) || 0 }, revision: isNumber ? BigInt(String(revision)) : 0n, words: String(words ?? "") };
}
