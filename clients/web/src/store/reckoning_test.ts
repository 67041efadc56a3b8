// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import { test } from "node:test";
import { type Reckoned, readThrough, unreadCount } from "./reckoning";

// The same numbers in each run; a failure names its seed.
function randomFrom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
function anyReckoned(next: (below: number) => number): Reckoned {
  const lastOrdinal = BigInt(next(50));
  return {
    lastOrdinal,
    lastAtMs: BigInt(next(100)),
    // Also one beyond the end, as after messages that went elsewhere.
    markedUpTo: next(2) === 0 ? undefined : BigInt(next(55)),
    joinedAtMs: next(4) === 0 ? 0n : BigInt(next(100)),
  };
}
function each(check: (reckoned: Reckoned, name: string, next: (below: number) => number) => void): void {
  for (let seed = 1; seed <= 2000; seed++) {
    const next = randomFrom(seed);
    const reckoned = anyReckoned(next);
    check(reckoned, `seed ${seed}`, next);
  }
}

test("never less than nothing, never more than there is", () => {
  each((reckoned, name) => {
    const count = unreadCount(reckoned);
    assert.ok(count >= 0 && count <= Number(reckoned.lastOrdinal), name);
  });
});

test("with a marker the time of joining says nothing", () => {
  each((reckoned, name, next) => {
    if (reckoned.markedUpTo === undefined) return;
    assert.equal(unreadCount(reckoned), unreadCount({ ...reckoned, joinedAtMs: BigInt(next(1000)) }), name);
    assert.equal(unreadCount(reckoned), Math.max(0, Number(reckoned.lastOrdinal - reckoned.markedUpTo)), name);
  });
});

test("without a marker all is unread, or nothing, by what came first", () => {
  each((reckoned, name) => {
    const { lastOrdinal, lastAtMs, joinedAtMs } = reckoned;
    const count = unreadCount({ ...reckoned, markedUpTo: undefined });
    assert.equal(count, lastAtMs < joinedAtMs ? 0 : Number(lastOrdinal), name);
  });
});

test("joining later makes nothing unread, and a new word makes nothing read", () => {
  each((reckoned, name, next) => {
    const later = { ...reckoned, joinedAtMs: reckoned.joinedAtMs + BigInt(next(50)) };
    assert.ok(unreadCount(later) <= unreadCount(reckoned), name);
    const said = { ...reckoned, lastOrdinal: reckoned.lastOrdinal + 1n, lastAtMs: reckoned.lastAtMs + BigInt(next(50)) };
    assert.ok(unreadCount(said) >= unreadCount(reckoned), name);
  });
});

test("reading up to where one is makes it read", () => {
  each((reckoned, name) => {
    assert.equal(unreadCount({ ...reckoned, markedUpTo: reckoned.lastOrdinal }), 0, name);
    assert.equal(unreadCount(reckoned) === 0, readThrough(reckoned) >= reckoned.lastOrdinal, name);
  });
});
