// SPDX-License-Identifier: GPL-3.0-or-later
// How high each item of a long list is, where each begins, and which of them a window shows. Heights not
// measured yet are estimated; a measured one stays with its key when items come and go. Pure.

export class Heights {
  private readonly measured = new Map<string, number>();
  private sum = 0; // of all that is measured
  private keys: readonly string[] = [];
  // Made when an item is first asked for that is not where it was thought to be.
  private positions: Map<string, number> | undefined;
  // offsets[i] is where item i begins; one more for the end of the last. Right up to `sound`.
  private offsets = new Float64Array(1);
  private sound = 0;

  constructor(private estimate: number) {}

  setKeys(keys: readonly string[]): void {
    let same = 0;
    while (same < keys.length && keys[same] === this.keys[same]) same += 1;
    if (same === keys.length && same === this.keys.length) return;
    if (this.positions) {
      for (let index = same; index < this.keys.length; index += 1) this.positions.delete(this.keys[index]!);
      for (let index = same; index < keys.length; index += 1) this.positions.set(keys[index]!, index);
    }
    this.keys = keys;
    if (this.offsets.length < keys.length + 1) {
      const grown = new Float64Array(Math.ceil((keys.length + 1) * 1.5));
      grown.set(this.offsets);
      this.offsets = grown;
    }
    this.sound = Math.min(this.sound, same);
  }

  get count(): number {
    return this.keys.length;
  }

  keyAt(index: number): string | undefined {
    return this.keys[index];
  }

  // `near`: where it was, or is thought to be.
  indexOf(key: string, near = -1): number {
    if (this.keys[near] === key) return near;
    this.positions ??= new Map(this.keys.map((each, index) => [each, index]));
    return this.positions.get(key) ?? -1;
  }

  // Answers whether that changed anything.
  measure(key: string, height: number, near = -1): boolean {
    const before = this.measured.get(key);
    if (before === height) return false;
    this.measured.set(key, height);
    this.sum += height - (before ?? 0);
    const index = this.indexOf(key, near);
    if (index >= 0) this.sound = Math.min(this.sound, index);
    return true;
  }

  // Everything is to be measured anew, as after a change of width or of text size.
  forget(): void {
    this.measured.clear();
    this.sum = 0;
    this.sound = 0;
  }

  // What is not measured is taken to be as high as what is.
  learn(): void {
    if (this.measured.size === 0) return;
    this.estimate = this.mean;
    this.sound = 0;
  }
  get mean(): number {
    return this.measured.size === 0 ? this.estimate : this.sum / this.measured.size;
  }

  heightAt(index: number): number {
    const key = this.keys[index];
    return (key === undefined ? undefined : this.measured.get(key)) ?? this.estimate;
  }

  offsetAt(index: number): number {
    const wanted = Math.max(0, Math.min(index, this.keys.length));
    for (; this.sound < wanted; this.sound += 1) {
      this.offsets[this.sound + 1] = this.offsets[this.sound]! + this.heightAt(this.sound);
    }
    return this.offsets[wanted]!;
  }

  get total(): number {
    return this.offsetAt(this.keys.length);
  }

  // The item that the pixel `top` lies in; the first above the list, the last below it.
  indexAt(top: number): number {
    const total = this.total;
    if (this.keys.length === 0 || top <= 0) return 0;
    if (top >= total) return this.keys.length - 1;
    let low = 0;
    let high = this.keys.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.offsets[middle]! <= top) low = middle;
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
}
