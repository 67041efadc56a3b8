// SPDX-License-Identifier: GPL-3.0-or-later
// Joins class names and leaves out what is not wanted: classNames("row", isOpen && "row-open").
export function classNames(...names: (string | false | null | undefined)[]): string {
  return names.filter(Boolean).join(" ");
}
