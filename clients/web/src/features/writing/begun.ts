// SPDX-License-Identifier: GPL-3.0-or-later
// What is being written and has not been saved, as the browser keeps it: by page and by tab, so that two tabs do not
// write over each other. A lock says that a tab is still there; what nobody holds was left behind.
import { keepFields, keepText, keptFields, keptTexts } from "../../store/kept_texts";
import type { Store } from "../../store/store";

export interface Words {
  readonly title: string;
  readonly text: string;
  // As they are written in the field: with commas between.
  readonly tags: string;
  readonly language: string;
  readonly owner: string;
  readonly summary: string;
  readonly isMinor: boolean;
  // Where a new page will stand; "": the organisation's.
  readonly community: string;
  readonly template: string;
  // What was written into the fields of the template, by their ids.
  readonly answers: Readonly<Record<string, string>>;
  // The fields have been put together, and it is written as one text.
  readonly isWhole: boolean;
}
export const noWords: Words = { title: "", text: "", tags: "", language: "", owner: "", summary: "", isMinor: false, community: "", template: "", answers: {}, isWhole: false };

// What of a page only changes if it is named.
export type Named = Pick<Words, "title" | "tags" | "language" | "owner">;

export interface Begun {
  readonly words: Words;
  // Of a page: the revision that it was made from, and what that was called.
  readonly base: string;
  readonly before: Named;
  // The save that it was built on and that waits; 0: none.
  readonly follows: number;
  // Of a new page: with what it was begun.
  readonly query: string;
  readonly atMs: number;
}

const prefixOf = (page: string): string => `page.${page || "new"}.`;

export const ownKey = (page: string): string => prefixOf(page) + Math.random().toString(36).slice(2, 10);

export const keep = (store: Store, key: string, begun: Begun | null): void => keepFields(store, key, begun);

export function read(store: Store, key: string): Begun | null {
  const kept = keptFields(store, key) as Partial<Begun> | undefined;
  if (!kept?.words || typeof kept.words.text !== "string") return null;
  const { base = "0", before = kept.words, follows = 0, query = "", atMs = 0 } = kept;
  return { words: { ...noWords, ...kept.words }, base, before, follows, query, atMs };
}

export interface LeftBehind {
  readonly key: string;
  readonly begun: Begun;
}
export interface Found {
  // The newest first.
  readonly left: readonly LeftBehind[];
  // Another tab is writing in it now.
  readonly isOpenElsewhere: boolean;
}

// The save that something was built on has become `base`: what was left behind goes on from there, too.
export function rebase(store: Store, page: string, follows: number, base: bigint): void {
  for (const key of keptTexts(store).keys()) {
    const begun = key.startsWith(prefixOf(page)) ? read(store, key) : null;
    if (begun?.follows === follows) keep(store, key, { ...begun, base: `${base}`, follows: 0 });
  }
}

const lockOf = ({ me }: Store, key: string): string => `fika.writing.${me}.${key}`;

export async function findBegun(store: Store, page: string): Promise<Found> {
  const held = await heldLocks();
  const left: LeftBehind[] = [];
  const prefix = prefixOf(page);
  for (const key of keptTexts(store).keys()) {
    if (!key.startsWith(prefix) || held.has(lockOf(store, key))) continue;
    const begun = read(store, key);
    if (begun) left.push({ key, begun });
    else keepText(store, key, null);
  }
  left.sort((a, b) => b.begun.atMs - a.begun.atMs);
  return { left, isOpenElsewhere: [...held].some((name) => name.startsWith(lockOf(store, prefix))) };
}

// Until the answered function is called, or the tab is gone.
export function holdKey(store: Store, key: string): () => void {
  const letGo: { now: () => void } = { now: () => undefined };
  const isOver = new Promise<void>((resolve) => (letGo.now = resolve));
  void locks()
    ?.request(lockOf(store, key), () => isOver)
    .catch(() => undefined);
  return () => letGo.now();
}

// None in an insecure context; then what another tab writes looks as if it was left behind. It is read and left
// as it is until that tab writes on.
const locks = (): LockManager | undefined => (typeof navigator === "undefined" ? undefined : navigator.locks);

async function heldLocks(): Promise<ReadonlySet<string>> {
  try {
    const { held = [] } = (await locks()?.query()) ?? {};
    return new Set(held.map(({ name }) => name ?? ""));
  } catch {
    return new Set();
  }
}
