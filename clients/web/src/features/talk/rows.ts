// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of a thread: one for each ordinal, held here or not, and those that have none yet behind
// them. Pure.
import { isPendingOrdinal, type Message } from "../../store/posts";

export interface Row {
  // Stays the same while a hole is filled.
  readonly key: string;
  // 0 for one that the server has not numbered.
  readonly ordinal: number;
  readonly post: Message | undefined;
}

export function rowsOf(posts: readonly Message[], lastOrdinal: number): Row[] {
  const byOrdinal = new Map<number, Message>();
  const waiting: Row[] = [];
  let last = lastOrdinal;
  for (const post of posts) {
    if (isPendingOrdinal(post.ordinal)) {
      waiting.push({ key: post.id, ordinal: 0, post });
    } else {
      byOrdinal.set(Number(post.ordinal), post);
      last = Math.max(last, Number(post.ordinal));
    }
  }
  const rows = Array.from({ length: last }, (_, at) => ({ key: `o${at + 1}`, ordinal: at + 1, post: byOrdinal.get(at + 1) }));
  return [...rows, ...waiting];
}

export const indexOfOrdinal = (rows: readonly Row[], ordinal: number): number =>
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

export function leadOf(rows: readonly Row[], at: number, newFrom: number, daysBetween: (earlier: bigint, later: bigint) => number): Lead {
  const post = rows[at]?.post;
  const before = rows[at - 1]?.post;
  const beginsNew = newFrom > 1 && rows[at]?.ordinal === newFrom;
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
export function readUpTo(rows: readonly Row[], last: number): number {
  for (let at = Math.min(last, rows.length - 1); at >= 0; at -= 1) {
    const row = rows[at];
    if (row && row.ordinal > 0 && row.post) return row.ordinal;
  }
  return 0;
}

// The last of one's own that can be changed, for the arrow key in an empty composer.
export function lastOwn(rows: readonly Row[], me: string): Row | undefined {
  return rows.findLast(({ post }) => post?.author === me && !post.deleted);
}
