// SPDX-License-Identifier: GPL-3.0-or-later
// A group of entities kept in an order while one after the other changes: putting one into its place among
// ten thousand is cheaper than sorting them all for it. What was handed out stays as it was.

// With more changes than that at once, sorting is cheaper.
const changesMax = 100;

export class Ordered<T extends object> {
  // Undefined: to be made anew.
  private items: T[] | undefined;
  private isOut = false;
  private changes = 0;

  constructor(private readonly compare: (a: T, b: T) => number) {}

  // One has come (without `before`), gone (without `after`) or is another now.
  change(before: T | undefined, after: T | undefined): void {
    if (!this.items || before === after) return;
    this.changes += 1;
    if (this.changes > changesMax) {
      this.items = undefined;
      return;
    }
    if (this.isOut) this.items = this.items.slice();
    this.isOut = false;
    if (before) {
      const at = this.placeOf(before, this.items);
      // Not where it should be: whatever that is, sorting puts it right.
      if (this.items[at] !== before) {
        this.items = undefined;
        return;
      }
      this.items.splice(at, 1);
    }
    if (after) this.items.splice(this.placeOf(after, this.items), 0, after);
  }

  read(all: () => T[]): readonly T[] {
    this.items ??= all().sort(this.compare);
    this.isOut = true;
    this.changes = 0;
    return this.items;
  }

  // Of the first that does not stand before it. Most come at the end.
  private placeOf(item: T, items: readonly T[]): number {
    let [low, high] = [0, items.length];
    const last = items[high - 1];
    if (last && this.compare(last, item) < 0) return high;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.compare(items[middle]!, item) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
