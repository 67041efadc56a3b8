// SPDX-License-Identifier: GPL-3.0-or-later
// What is being written in one view: every change is kept by the browser until it has been saved or given up.
import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { Store } from "../../store/store";
import { type Begun, holdKey, keep, type Named, ownKey, type Words } from "./begun";

export interface Beginning {
  readonly words: Words;
  readonly base: bigint;
  readonly before: Named;
  readonly follows: number;
  readonly query: string;
  // It is something that was written already, before anything is changed in it.
  readonly isWritten?: boolean;
}

// Above this size a text is written down a little later than it is typed.
const heavyLength = 30_000;
const heavyMs = 400;

function isSame(a: Words, b: Words): boolean {
  const { answers: own, ...rest } = a;
  const { answers: others } = b;
  return (
    (Object.keys(rest) as (keyof typeof rest)[]).every((name) => a[name] === b[name]) &&
    [...new Set([...Object.keys(own), ...Object.keys(others)])].every((id) => (own[id] ?? "") === (others[id] ?? ""))
  );
}

export class Manuscript {
  readonly words;
  readonly base;
  readonly follows;
  readonly before;
  // When it was last kept; 0: there is nothing to keep.
  readonly keptMs = signal(0);
  readonly isChanged: ReadonlySignal<boolean>;
  // Counts how often the text was changed by something else than the fingers in its field.
  readonly textVersion = signal(0);
  private readonly start: Words;
  private readonly query: string;
  readonly key: string;
  private readonly letGo: () => void;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private isOver = false;

  // `went`: what was left behind and is gone on with.
  constructor(
    private readonly store: Store,
    page: string,
    { words, base, before, follows, query, isWritten = false }: Beginning,
    went?: Begun,
  ) {
    this.start = words;
    this.words = signal(went?.words ?? words);
    this.base = signal(went ? BigInt(went.base) : base);
    this.follows = signal(went?.follows ?? follows);
    this.before = went?.before ?? before;
    this.query = query;
    this.key = ownKey(page);
    this.letGo = holdKey(store, this.key);
    this.isChanged = computed(() => isWritten || !isSame(this.words.value, this.start));
    if (went || isWritten) this.keep();
  }

  write(change: Partial<Words>, isTyped = false): void {
    if ((change.text !== undefined || change.answers !== undefined) && !isTyped) this.textVersion.value += 1;
    this.words.value = { ...this.words.peek(), ...change };
    if (this.words.peek().text.length < heavyLength) return this.keep();
    this.timer ??= setTimeout(() => this.keep(), heavyMs);
  }

  // At once: the page may be going away.
  keep(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.isOver) return;
    const atMs = Date.now();
    const { store, key, before, query } = this;
    const begun: Begun = { words: this.words.peek(), base: `${this.base.peek()}`, before, follows: this.follows.peek(), query, atMs };
    keep(store, key, this.isChanged.peek() ? begun : null);
    this.keptMs.value = this.isChanged.peek() ? atMs : 0;
  }

  // It is on its way to the server, or given up.
  forget(): void {
    this.isOver = true;
    clearTimeout(this.timer);
    keep(this.store, this.key, null);
  }
  // It could not be sent after all: there is something to keep again.
  resume(): void {
    this.isOver = false;
    this.keep();
  }
  close(): void {
    this.keep();
    this.letGo();
  }
}
