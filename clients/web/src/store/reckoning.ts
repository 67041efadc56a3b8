// SPDX-License-Identifier: GPL-3.0-or-later
// How far somebody has read a thread or conversation. Pure.

export interface Reckoned {
  // Of the newest message.
  readonly lastOrdinal: bigint;
  readonly lastAtMs: bigint;
  // Undefined: the person has no marker there.
  readonly markedUpTo: bigint | undefined;
  // When they joined the community; 0: not a member, or a conversation.
  readonly joinedAtMs: bigint;
}

// What was last said before somebody came is nothing they have missed: it counts as read until somebody
// says more. The first marker sets that down.
export function readThrough({ lastOrdinal, lastAtMs, markedUpTo, joinedAtMs }: Reckoned): bigint {
  if (markedUpTo !== undefined) return markedUpTo;
  return lastAtMs < joinedAtMs ? lastOrdinal : 0n;
}

export function unreadCount(reckoned: Reckoned): number {
  const left = reckoned.lastOrdinal - readThrough(reckoned);
  return left > 0n ? Number(left) : 0;
}
