// SPDX-License-Identifier: GPL-3.0-or-later
// What a long list needs of its items. An array has it; of a list most of which is not here, such as a thread of ten
// thousand messages, ranges can have it, and nothing is made of what nobody sees. Pure.

export interface Items<Item> {
  readonly length: number;
  // Undefined beyond the ends.
  at(index: number): Item | undefined;
  // What the items are known by, where that can be told without making them.
  readonly ownKeys?: Keys;
}

export interface Keys {
  readonly length: number;
  at(index: number): string | undefined;
  // -1: there is none such.
  indexOf(key: string): number;
  // So many at the beginning are as they were before.
  sameUpTo(before: Keys): number;
}

export class ArrayKeys implements Keys {
  // Made when an item is first asked for that is not where it was thought to be.
  private positions: Map<string, number> | undefined;

  constructor(private readonly keys: readonly string[]) {}

  get length(): number {
    return this.keys.length;
  }
  at(index: number): string | undefined {
    return this.keys[index];
  }
  indexOf(key: string): number {
    this.positions ??= new Map(this.keys.map((each, index) => [each, index]));
    return this.positions.get(key) ?? -1;
  }
  sameUpTo(before: Keys): number {
    let same = 0;
    while (same < this.keys.length && this.keys[same] === before.at(same)) same += 1;
    return same;
  }
}
