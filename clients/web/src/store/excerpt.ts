// SPDX-License-Identifier: GPL-3.0-or-later
// One line of what somebody wrote, for lists: Markdown's marks left out. It is only ever shown as text.

const lengthMax = 200;

export function excerptOf(markdown: string, length = lengthMax): string {
  // Marks far behind the end of the line need no care.
  const plain = markdown
    .slice(0, length * 8)
    .replace(/^\s*(```|~~~).*$/gm, " ")
    .replace(/!?\[([^\]\n]*)\]\([^)\s]*\)/g, "$1")
    .replace(/^\s{0,3}(#{1,6}|>+|[-*+]|\d{1,9}[.)])\s+/gm, "")
    .replace(/(\*\*|__|~~|`+)/g, "")
    .replace(/(^|[\s(])[*_](\S[^*_\n]*)[*_](?=$|[\s.,;:!?)])/gm, "$1$2")
    .replace(/\s+/g, " ")
    .trim();
  const letters = [...plain];
  return letters.length <= length ? plain : `${letters.slice(0, length - 1).join("").trimEnd()}…`;
}
