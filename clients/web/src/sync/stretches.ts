// SPDX-License-Identifier: GPL-3.0-or-later
// Which ordinals of a root are held without a hole: closed intervals, sorted, none touching the next.

export interface Stretch {
  readonly from: number;
  readonly to: number;
}

export function withStretch(stretches: readonly Stretch[], added: Stretch): Stretch[] {
  if (added.to < added.from) return [...stretches];
  let { from, to } = added;
  const apart: Stretch[] = [];
  for (const each of stretches) {
    if (each.to + 1 < from || each.from > to + 1) {
      apart.push(each);
    } else {
      from = Math.min(from, each.from);
      to = Math.max(to, each.to);
    }
  }
  apart.push({ from, to });
  return apart.sort((a, b) => a.from - b.from);
}

// New messages continue what is known to the end of their root.
export function extended(stretches: readonly Stretch[], ordinals: readonly number[]): readonly Stretch[] {
  return ordinals.reduce<readonly Stretch[]>(
    (known, ordinal) => (ordinal === 1 || known.some(({ to }) => to === ordinal - 1) ? withStretch(known, { from: ordinal, to: ordinal }) : known),
    stretches,
  );
}

export function covers(stretches: readonly Stretch[], from: number, to: number = from): boolean {
  return stretches.some((each) => each.from <= from && to <= each.to);
}

// The first hole within [from, to], if there is one.
export function firstHole(stretches: readonly Stretch[], from: number, to: number): Stretch | undefined {
  let start = from;
  for (const each of stretches) {
    if (each.to < start) continue;
    if (each.from > start) return start > to ? undefined : { from: start, to: Math.min(to, each.from - 1) };
    start = each.to + 1;
  }
  return start > to ? undefined : { from: start, to };
}
