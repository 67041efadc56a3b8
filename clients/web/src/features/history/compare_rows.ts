// SPDX-License-Identifier: GPL-3.0-or-later
// What the server tells of two revisions, laid out to be read: a line that was changed in part is one row, in which
// what is gone and what is new stand together. Pure.
import { ComparedKind, type ComparedHunk, type ComparedLine } from "../../store/page_history";

export interface Stretch {
  readonly is: "same" | "gone" | "new";
  readonly text: string;
}
export interface ChangedRow {
  readonly is: "changed";
  // The line as it was, as it is, and as both in one; null where there is none.
  readonly before: readonly Stretch[] | null;
  readonly after: readonly Stretch[] | null;
  readonly both: readonly Stretch[] | null;
  // Rows on end are one change; from 0 on.
  readonly change: number;
  readonly beginsChange: boolean;
}
export type CompareRow = { readonly is: "same"; readonly text: string } | ChangedRow | { readonly is: "gap" };

export function compareRows(hunks: readonly ComparedHunk[]): { readonly rows: readonly CompareRow[]; readonly changes: number } {
  const rows: CompareRow[] = [];
  let changes = 0;
  let [removed, added]: [ComparedLine[], ComparedLine[]] = [[], []];
  const flush = (): void => {
    if (removed.length + added.length === 0) return;
    changedRows(removed, added).forEach((row, index) => rows.push({ ...row, change: changes, beginsChange: index === 0 }));
    changes += 1;
    [removed, added] = [[], []];
  };
  for (const { lines } of hunks) {
    if (rows.length > 0 || (lines[0]?.fromLine ?? 0) > 1) rows.push({ is: "gap" });
    for (const line of lines) {
      if (line.kind === ComparedKind.REMOVED) removed.push(line);
      else if (line.kind === ComparedKind.ADDED) added.push(line);
      else {
        flush();
        rows.push({ is: "same", text: textOf(line) });
      }
    }
    flush();
  }
  return { rows, changes };
}

type Bare = Omit<ChangedRow, "change" | "beginsChange">;

// Lines that have words in common stand together, in the order of both texts.
function changedRows(removed: readonly ComparedLine[], added: readonly ComparedLine[]): Bare[] {
  const out: Bare[] = [];
  let next = 0;
  const alone = (until: number): void => {
    for (; next < until; next += 1) out.push({ is: "changed", before: null, after: stretches(added[next]!, "new"), both: null });
  };
  for (const line of removed) {
    const shared = sharedText(line);
    const at = shared.trim() ? added.findIndex((other, index) => index >= next && sharedText(other) === shared) : -1;
    const before = stretches(line, "gone");
    if (at < 0) {
      out.push({ is: "changed", before, after: null, both: null });
      continue;
    }
    alone(at);
    const after = stretches(added[at]!, "new");
    out.push({ is: "changed", before, after, both: together(before, after) });
    next = at + 1;
  }
  alone(added.length);
  return out;
}

const textOf = ({ words }: ComparedLine): string => words.map(({ text }) => text).join("");
const sharedText = ({ words }: ComparedLine): string => words.map(({ kind, text }) => (kind === ComparedKind.SAME ? text : "")).join("");
const stretches = ({ words }: ComparedLine, is: "gone" | "new"): Stretch[] => words.map(({ kind, text }) => ({ is: kind === ComparedKind.SAME ? "same" : is, text }));

// What both have in common is the same text, but may be cut at different places.
function together(before: readonly Stretch[], after: readonly Stretch[]): Stretch[] {
  const out: Stretch[] = [];
  const [left, right] = [[...before], [...after]];
  while (left.length + right.length > 0) {
    const [a, b] = [left[0], right[0]];
    if (a && (a.is === "gone" || !b)) out.push(left.shift()!);
    else if (b && (b.is === "new" || !a)) out.push(right.shift()!);
    else if (a && b) {
      const size = Math.min(a.text.length, b.text.length);
      out.push({ is: "same", text: a.text.slice(0, size) });
      for (const [side, first] of [[left, a], [right, b]] as const) {
        side.shift();
        if (first.text.length > size) side.unshift({ is: "same", text: first.text.slice(size) });
      }
    }
  }
  return out;
}
