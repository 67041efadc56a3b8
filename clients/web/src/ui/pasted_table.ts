// SPDX-License-Identifier: GPL-3.0-or-later
// A table of another page as one in Markdown: what stands in a cell stands on one line there.
import type { InertNode } from "./inert";

// Null: it only lays things out, or holds what no cell can: then its content is taken as it comes.
export function pastedTable(table: InertNode, written: (cell: InertNode) => string): string | null {
  const rows = rowsOf(table).map((row) => cellsOf(row).map((cell) => oneLine(written(cell))));
  const width = Math.max(0, ...rows.map((row) => row.length));
  if (width < 2 || width > 64 || rows.length < 2 || rows.flat().some((text) => text === null)) return null;
  const line = (cells: readonly (string | null)[]): string =>
    `| ${Array.from({ length: width }, (_, index) => cells[index] ?? "").join(" | ")} |`;
  const [head = [], ...others] = rows;
  return `\n\n${[line(head), line(Array.from({ length: width }, () => "---")), ...others.map(line)].join("\n")}\n\n`;
}

const named = (node: InertNode, names: readonly string[]): InertNode[] =>
  Array.from(node.childNodes as ArrayLike<InertNode>).filter((child) => child.nodeType === 1 && names.includes(child.nodeName.toLowerCase()));

const rowsOf = (table: InertNode): InertNode[] =>
  named(table, ["thead", "tbody", "tfoot", "tr"]).flatMap((part) => (part.nodeName.toLowerCase() === "tr" ? [part] : named(part, ["tr"])));
const cellsOf = (row: InertNode): InertNode[] => named(row, ["td", "th"]);

// Null where it is a list, a block of code or another table.
function oneLine(text: string): string | null {
  const trimmed = text.trim();
  if (/^(```|[-*+] |\d+[.)] |\| )/m.test(trimmed)) return null;
  return trimmed.replace(/\s+/g, " ").replace(/(?<!\\)\|/g, "\\|");
}
