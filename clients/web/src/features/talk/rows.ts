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

// `posts` stand in the order of their ordinals. Rows of `before` that have not changed are taken over: of
// ten thousand, one that has come is made.
export function rowsOf(posts: readonly Message[], lastOrdinal: number, before: readonly Row[] = []): Row[] {
  const rows: Row[] = [];
  const waiting: Row[] = [];
  const put = (post: Message | undefined): void => {
    const known = before[rows.length];
    const ordinal = rows.length + 1;
    rows.push(known && known.ordinal > 0 && known.post === post ? known : { key: `o${ordinal}`, ordinal, post });
  };
  const leaveHolesUpTo = (ordinal: number): void => {
    while (rows.length < ordinal) put(undefined);
  };
  for (const post of posts) {
    const isKnown = before[rows.length]?.post === post && before[rows.length]!.ordinal > 0;
    if (!isKnown && isPendingOrdinal(post.ordinal)) {
      waiting.push({ key: post.id, ordinal: 0, post });
      continue;
    }
    if (!isKnown) leaveHolesUpTo(Number(post.ordinal) - 1);
    put(post);
  }
  leaveHolesUpTo(lastOrdinal);
  rows.push(...waiting);
  return rows;
}

// The same rows for the same messages, also when their thread is opened again.
const made = new WeakMap<readonly Message[], { readonly lastOrdinal: number; readonly rows: readonly Row[] }>();
export function rowsHeld(posts: readonly Message[], lastOrdinal: number, before: readonly Row[]): readonly Row[] {
  const known = made.get(posts);
  if (known?.lastOrdinal === lastOrdinal) return known.rows;
  const rows = rowsOf(posts, lastOrdinal, before);
  made.set(posts, { lastOrdinal, rows });
  return rows;
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
