// SPDX-License-Identifier: GPL-3.0-or-later
// Timers with an owner that can end them all.
import { CallRefused } from "./calls";

export class Timers {
  private readonly running = new Set<ReturnType<typeof setTimeout>>();
  private isEnded = false;

  // All have been ended, and no other begins.
  get isOver(): boolean {
    return this.isEnded;
  }

  // Returns how to call it off.
  later(run: () => void, afterMs: number): () => void {
    if (this.isEnded) return () => undefined;
    const timer = setTimeout(() => {
      this.running.delete(timer);
      run();
    }, afterMs);
    this.running.add(timer);
    return () => {
      clearTimeout(timer);
      this.running.delete(timer);
    };
  }

  // Rejects with "deadline_exceeded" when it takes longer.
  within<T>(msMax: number, promise: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const late = new CallRefused("deadline_exceeded", "The server did not answer.");
      const callOff = this.later(() => reject(late), msMax);
      promise.then(resolve, reject).finally(callOff);
    });
  }

  endAll(): void {
    this.isEnded = true;
    for (const timer of this.running) clearTimeout(timer);
    this.running.clear();
  }
}
