// SPDX-License-Identifier: GPL-3.0-or-later
// Which of several things an arrow key leads to, for menus, tabs and lists with one tab stop. Pure.

export interface RovingOptions {
  readonly axis: "vertical" | "horizontal";
  // Arrow keys follow the direction of reading.
  readonly isRightToLeft?: boolean;
  readonly wraps?: boolean;
}

// The index that `key` leads to from `at` among `count`, or null if the key is not ours. Those for
// which `canHold` is false are stepped over.
export function rove(
  key: string,
  at: number,
  count: number,
  options: RovingOptions,
  canHold: (index: number) => boolean = () => true,
): number | null {
  const step = stepOf(key, options);
  if (step === null || count === 0) return null;
  const wraps = options.wraps ?? true;
  const delta = step === "first" ? 1 : step === "last" ? -1 : step;
  let index = step === "first" ? 0 : step === "last" ? count - 1 : at + delta;
  for (let tried = 0; tried < count; tried += 1, index += delta) {
    if (index < 0 || index >= count) {
      if (!wraps) return at;
      index = (index + count) % count;
    }
    if (canHold(index)) return index;
  }
  return at;
}

function stepOf(key: string, { axis, isRightToLeft }: RovingOptions): 1 | -1 | "first" | "last" | null {
  if (key === "Home") return "first";
  if (key === "End") return "last";
  if (axis === "vertical") return key === "ArrowDown" ? 1 : key === "ArrowUp" ? -1 : null;
  const forward = isRightToLeft ? "ArrowLeft" : "ArrowRight";
  const back = isRightToLeft ? "ArrowRight" : "ArrowLeft";
  return key === forward ? 1 : key === back ? -1 : null;
}

// The next one after `at` whose name begins with what was typed, from the beginning again at the end.
export function roveByText(names: readonly string[], at: number, typed: string): number | null {
  const wanted = typed.toLocaleLowerCase();
  for (let i = 1; i <= names.length; i += 1) {
    const index = (at + i) % names.length;
    if (names[index]!.toLocaleLowerCase().startsWith(wanted)) return index;
  }
  return null;
}
