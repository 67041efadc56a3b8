// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of a thread: one for each ordinal, held here or not, and those that have none yet behind
// them. Pure.
import { isPendingOrdinal, type Message } from "../../store/posts";
import type { Items, Keys } from "../../ui/virtual_list/items";

export interface Row {
  // Stays the same while a hole is filled.
  readonly key: string;
  // 0 for one that the server has not numbered.
  readonly ordinal: number;
  readonly post: Message | undefined;
}

interface Run {
  // The ordinal of its first post, that one's place among the posts, and how many follow each other.
  readonly from: number;
  readonly at: number;
  readonly count: number;
}

// As many rows as a thread has ordinals, and those that wait; made when they are looked at. It holds the posts in
// runs without a hole, of which there are few.
export class Rows implements Items<Row> {
  private readonly runs: readonly Run[];
  private readonly waiting: readonly Message[];
  // So many have an ordinal.
  private readonly numbered: number;
  readonly ownKeys: Keys;

  // `posts` stand in the order of their ordinals.
  constructor(private readonly posts: readonly Message[], lastOrdinal: number) {
    const end = firstWaiting(posts);
    this.waiting = posts.slice(end);
    this.runs = runsOf(posts, end);
    const last = this.runs.at(-1);
    this.numbered = Math.max(lastOrdinal, last ? last.from + last.count - 1 : 0);
    this.ownKeys = new RowKeys(this.numbered, this.waiting);
  }

  get length(): number {
    return this.numbered + this.waiting.length;
  }
  at(index: number): Row | undefined {
    if (index < 0 || index >= this.length) return undefined;
    if (index >= this.numbered) return rowOf(this.waiting[index - this.numbered]!, 0);
    const post = this.postAt(index + 1);
    return post ? rowOf(post, index + 1) : holeAt(index + 1);
  }
  // Where a message's row is; -1: nowhere here.
  indexOf(post: Message): number {
    if (!isPendingOrdinal(post.ordinal)) return Number(post.ordinal) <= this.numbered ? Number(post.ordinal) - 1 : -1;
    const at = this.waiting.findIndex(({ id }) => id === post.id);
    return at < 0 ? -1 : this.numbered + at;
  }
  // The last of those that are here, those that wait included.
  findLastPost(isWanted: (post: Message) => boolean): Message | undefined {
    return this.posts.findLast(isWanted);
  }

  private postAt(ordinal: number): Message | undefined {
    const run = this.runs.findLast(({ from }) => from <= ordinal);
    return run && ordinal < run.from + run.count ? this.posts[run.at + ordinal - run.from] : undefined;
  }
}

class RowKeys implements Keys {
  constructor(readonly numbered: number, readonly waiting: readonly Message[]) {}

  get length(): number {
    return this.numbered + this.waiting.length;
  }
  at(index: number): string | undefined {
    if (index < 0) return undefined;
    return index < this.numbered ? keyOf(index + 1) : this.waiting[index - this.numbered]?.id;
  }
  indexOf(key: string): number {
    const ordinal = key.startsWith("o") ? Number(key.slice(1)) : 0;
    if (ordinal > 0) return ordinal <= this.numbered ? ordinal - 1 : -1;
    const at = this.waiting.findIndex(({ id }) => id === key);
    return at < 0 ? -1 : this.numbered + at;
  }
  sameUpTo(before: Keys): number {
    if (!(before instanceof RowKeys)) return 0;
    if (before.numbered !== this.numbered) return Math.min(before.numbered, this.numbered);
    let same = 0;
    while (same < this.waiting.length && this.waiting[same]!.id === before.waiting[same]?.id) same += 1;
    return this.numbered + same;
  }
}

const keyOf = (ordinal: number): string => `o${ordinal}`;

// A row stays the same as long as its message does.
const made = new WeakMap<Message, Row>();
function rowOf(post: Message, ordinal: number): Row {
  let row = made.get(post);
  if (!row || row.ordinal !== ordinal) made.set(post, (row = { key: ordinal > 0 ? keyOf(ordinal) : post.id, ordinal, post }));
  return row;
}
const holes = new Map<number, Row>();
function holeAt(ordinal: number): Row {
  let hole = holes.get(ordinal);
  if (!hole) holes.set(ordinal, (hole = { key: keyOf(ordinal), ordinal, post: undefined }));
  return hole;
}

// Those that have no ordinal yet stand behind all others.
function firstWaiting(posts: readonly Message[]): number {
  let end = posts.length;
  while (end > 0 && isPendingOrdinal(posts[end - 1]!.ordinal)) end -= 1;
  return end;
}

// Ordinals only grow, so that a run ends where they have grown by more than the places have.
function runsOf(posts: readonly Message[], end: number): Run[] {
  const runs: Run[] = [];
  const ordinal = (at: number): number => Number(posts[at]!.ordinal);
  for (let at = 0; at < end; ) {
    const from = ordinal(at);
    let [low, high] = [at, end - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (ordinal(middle) - from === middle - at) low = middle;
      else high = middle - 1;
    }
    runs.push({ from, at, count: low - at + 1 });
    at = low + 1;
  }
  return runs;
}

// The same rows for the same messages, also when their thread is opened again.
const held = new WeakMap<readonly Message[], { readonly lastOrdinal: number; readonly rows: Rows }>();
export function rowsHeld(posts: readonly Message[], lastOrdinal: number): Rows {
  const known = held.get(posts);
  if (known?.lastOrdinal === lastOrdinal) return known.rows;
  const rows = new Rows(posts, lastOrdinal);
  held.set(posts, { lastOrdinal, rows });
  return rows;
}

export const indexOfOrdinal = (rows: Items<Row>, ordinal: number): number =>
  Math.max(0, Math.min(rows.length - 1, ordinal - 1));

export interface Lead {
  // Another day begins: its separator stands above.
  readonly beginsDay: boolean;
  // What was unread at opening begins here.
  readonly beginsNew: boolean;
  // The same person goes on: no picture, no name.
  readonly isContinued: boolean;
}

// So long after the one before, a message has its name again.
const groupMs = 7 * 60_000;

export function leadOf(rows: Items<Row>, at: number, newFrom: number, daysBetween: (earlier: bigint, later: bigint) => number): Lead {
  const post = rows.at(at)?.post;
  const before = at > 0 ? rows.at(at - 1)?.post : undefined;
  const beginsNew = newFrom > 1 && rows.at(at)?.ordinal === newFrom;
  if (!post) return { beginsDay: false, beginsNew, isContinued: false };
  const beginsDay = at === 0 || (before !== undefined && daysBetween(before.createdAtMs, post.createdAtMs) !== 0);
  const isContinued =
    !beginsDay &&
    !beginsNew &&
    before !== undefined &&
    before.author === post.author &&
    !before.deleted &&
    !post.deleted &&
    post.quotes.length === 0 &&
    Number(post.createdAtMs - before.createdAtMs) < groupMs;
  return { beginsDay, beginsNew, isContinued };
}

// How far somebody has read who sees the rows up to `last`: not past one that has not come yet.
export function readUpTo(rows: Items<Row>, last: number): number {
  for (let at = Math.min(last, rows.length - 1); at >= 0; at -= 1) {
    const row = rows.at(at);
    if (row && row.ordinal > 0 && row.post) return row.ordinal;
  }
  return 0;
}

// The last of one's own that can be changed, for the arrow key in an empty composer.
export function lastOwn(rows: Rows, me: string): Message | undefined {
  return rows.findLastPost(({ author, deleted }) => author === me && !deleted);
}
