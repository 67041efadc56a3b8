// SPDX-License-Identifier: GPL-3.0-or-later
// A clock that moves when a test says so, in the place of the real one: Date.now and the timers.
import type { TestContext } from "node:test";

interface Due {
  readonly atMs: number;
  readonly run: () => void;
}

// What waits for promises only gets its turn; setImmediate is not among what the clock replaces.
export const settled = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

export class TestClock {
  nowMs = 1_700_000_000_000;
  private readonly waiting = new Map<number, Due>();
  private last = 0;

  // Until the test ends.
  static install(t: TestContext): TestClock {
    const clock = new TestClock();
    const before = { setTimeout: globalThis.setTimeout, clearTimeout: globalThis.clearTimeout, now: Date.now };
    globalThis.setTimeout = ((run: () => void, afterMs = 0) => clock.add(run, afterMs)) as unknown as typeof setTimeout;
    globalThis.clearTimeout = ((id: number) => void clock.waiting.delete(id)) as typeof clearTimeout;
    Date.now = () => clock.nowMs;
    t.after(() => {
      globalThis.setTimeout = before.setTimeout;
      globalThis.clearTimeout = before.clearTimeout;
      Date.now = before.now;
    });
    return clock;
  }

  get waitingCount(): number {
    return this.waiting.size;
  }

  readonly later = (run: () => void, afterMs: number): (() => void) => {
    const id = this.add(run, afterMs);
    return () => void this.waiting.delete(id);
  };

  // In the order in which they are due, with what waits for promises done in between.
  async pass(ms: number): Promise<void> {
    const endMs = this.nowMs + ms;
    await settled();
    for (let next = this.next(endMs); next; next = this.next(endMs)) {
      this.run(...next);
      await settled();
    }
    this.nowMs = endMs;
    await settled();
  }

  // The same where nothing waits for promises.
  passNow(ms: number): void {
    const endMs = this.nowMs + ms;
    for (let next = this.next(endMs); next; next = this.next(endMs)) this.run(...next);
    this.nowMs = endMs;
  }

  private next(endMs: number): [number, Due] | undefined {
    return [...this.waiting].filter(([, { atMs }]) => atMs <= endMs).sort(([, a], [, b]) => a.atMs - b.atMs)[0];
  }
  private run(id: number, { atMs, run }: Due): void {
    this.waiting.delete(id);
    this.nowMs = atMs;
    run();
  }

  private add(run: () => void, afterMs: number): number {
    this.waiting.set(++this.last, { atMs: this.nowMs + afterMs, run });
    return this.last;
  }
}
