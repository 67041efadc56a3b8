// SPDX-License-Identifier: GPL-3.0-or-later
// How high each item of a long list is, where each begins, and which of them a window shows. Heights not
// measured yet are estimated; a measured one stays with its key when items come and go. What it costs grows with
// what was measured, not with what there is. Pure.
import { ArrayKeys, type Keys } from "./items";

export class Heights {
  private readonly measured = new Map<string, number>();
  private sum = 0; // of all that is measured
  private keys: Keys = new ArrayKeys([]);
  // Where items stand that are measured, in their order, and how high they are.
  private places: number[] = [];
  private heights: number[] = [];
  // sums[i] is how high the first i of those are together; right up to `sound`.
  private sums: number[] = [0];
  private sound = 0;

  constructor(private estimate: number) {}

  setKeys(given: Keys | readonly string[]): void {
    const keys = Array.isArray(given) ? new ArrayKeys(given as readonly string[]) : (given as Keys);
    const same = keys.sameUpTo(this.keys);
    const before = this.keys;
    this.keys = keys;
    if (same === keys.length && same === before.length) return;
    const kept = this.rank(same);
    this.places.length = kept;
    this.heights.length = kept;
    this.sound = Math.min(this.sound, kept);
    for (const { index, height } of this.measuredFrom(same)) {
      this.places.push(index);
      this.heights.push(height);
    }
  }

  // By whichever way is shorter: what is new, or what is measured.
  private measuredFrom(same: number): { readonly index: number; readonly height: number }[] {
    const found: { index: number; height: number }[] = [];
    if (this.keys.length - same <= this.measured.size) {
      for (let index = same; index < this.keys.length; index += 1) {
        const height = this.measured.get(this.keys.at(index)!);
        if (height !== undefined) found.push({ index, height });
      }
      return found;
    }
    for (const [key, height] of this.measured) {
      const index = this.keys.indexOf(key);
      if (index >= same) found.push({ index, height });
    }
    return found.sort((a, b) => a.index - b.index);
  }

  get count(): number {
    return this.keys.length;
  }

  keyAt(index: number): string | undefined {
    return this.keys.at(index);
  }

  // `near`: where it was, or is thought to be.
  indexOf(key: string, near = -1): number {
    return near >= 0 && this.keys.at(near) === key ? near : this.keys.indexOf(key);
  }

  // Answers whether that changed anything.
  measure(key: string, height: number, near = -1): boolean {
    const before = this.measured.get(key);
    if (before === height) return false;
    this.measured.set(key, height);
    this.sum += height - (before ?? 0);
    const index = this.indexOf(key, near);
    if (index < 0) return true;
    const at = this.rank(index);
    if (this.places[at] === index) this.heights[at] = height;
    else {
      this.places.splice(at, 0, index);
      this.heights.splice(at, 0, height);
    }
    this.sound = Math.min(this.sound, at);
    return true;
  }

  // Everything is to be measured anew, as after a change of width or of text size.
  forget(): void {
    this.measured.clear();
    this.places = [];
    this.heights = [];
    this.sum = 0;
    this.sound = 0;
  }

  // What is not measured is taken to be as high as what is.
  learn(): void {
    if (this.measured.size > 0) this.estimate = this.mean;
  }
  get mean(): number {
    return this.measured.size === 0 ? this.estimate : this.sum / this.measured.size;
  }

  heightAt(index: number): number {
    const key = this.keys.at(index);
    return (key === undefined ? undefined : this.measured.get(key)) ?? this.estimate;
  }

  offsetAt(index: number): number {
    const wanted = Math.max(0, Math.min(index, this.keys.length));
    const rank = this.rank(wanted);
    for (; this.sound < rank; this.sound += 1) this.sums[this.sound + 1] = this.sums[this.sound]! + this.heights[this.sound]!;
    return this.sums[rank]! + (wanted - rank) * this.estimate;
  }

  get total(): number {
    return this.offsetAt(this.keys.length);
  }

  // The item that the pixel `top` lies in; the first above the list, the last below it.
  indexAt(top: number): number {
    if (this.keys.length === 0 || top <= 0) return 0;
    if (top >= this.total) return this.keys.length - 1;
    let low = 0;
    let high = this.keys.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.offsetAt(middle) <= top) low = middle;
      else high = middle;
    }
    return low;
  }

  // The items from `first` up to but not including `end` that a window shows, with some to spare.
  windowAt(top: number, height: number, spare: number): { first: number; end: number } {
    if (this.keys.length === 0) return { first: 0, end: 0 };
    return {
      first: this.indexAt(Math.max(0, top - spare)),
      end: Math.min(this.keys.length, this.indexAt(top + height + spare) + 1),
    };
  }

  // How many of those measured stand before an index.
  private rank(index: number): number {
    let low = 0;
    let high = this.places.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.places[middle]! < index) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
