// SPDX-License-Identifier: GPL-3.0-or-later
// That the person is typing, as often as the server passes it on: at once, and then what was typed since
// once more when its time has come. Else whoever has just written something would be seen to write the next
// thing only at some later key.
import { Timers } from "./timers";

// server/feed/session.cc takes one word in two seconds; a little later is surely another.
export const typingEveryMs = 2_100;

export class TypingWords {
  private toldMs = Number.NEGATIVE_INFINITY;
  private waiting: { readonly root: string; readonly callOff: () => void } | undefined;

  constructor(
    private readonly tell: (root: string) => void,
    private readonly timers = new Timers(),
    private readonly now: () => number = Date.now,
  ) {}

  typing(root: string): void {
    const waitMs = this.toldMs + typingEveryMs - this.now();
    if (waitMs <= 0) return this.say(root);
    if (this.waiting?.root === root) return;
    this.stop();
    this.waiting = { root, callOff: this.timers.later(() => this.say(root), waitMs) };
  }

  // It has been sent: what was typed before it is no news any more.
  sent(root: string): void {
    if (this.waiting?.root === root) this.stop();
  }
  stop(): void {
    this.waiting?.callOff();
    this.waiting = undefined;
  }

  private say(root: string): void {
    this.stop();
    this.toldMs = this.now();
    this.tell(root);
  }
}
