// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import { test } from "node:test";
import { create } from "@bufbuild/protobuf";
import { ComparedHunkSchema, ComparedKind } from "../../gen/fika/v1/page_history_pb";
import { findRoute } from "../../router/match";
import { history } from ".";
import { compareRows } from "./compare_rows";
import { revisionFrom } from "./frame";

const kinds = { " ": ComparedKind.SAME, "-": ComparedKind.REMOVED, "+": ComparedKind.ADDED } as const;
type Sign = keyof typeof kinds;

// A line by its sign, and its words by theirs.
const line = (sign: Sign, ...words: readonly string[]) => ({
  kind: kinds[sign],
  fromLine: sign === "+" ? 0 : 1,
  toLine: sign === "-" ? 0 : 1,
  words: words.map((word) => ({ kind: kinds[word[0] as Sign], text: word.slice(1) })),
});
const hunk = (...lines: ReturnType<typeof line>[]) => create(ComparedHunkSchema, { lines });
const brief = (parts: readonly { is: string; text: string }[] | null) => parts?.map(({ is, text }) => `${is}:${text}`);

test("a line that was changed in part is one row", () => {
  const { rows, changes } = compareRows([hunk(line(" ", " Title"), line("-", " We meet at ", "-nine", "  o'clock"), line("+", " We meet ", " at ", "+ten", "  o'clock"))]);
  assert.equal(changes, 1);
  assert.equal(rows.length, 2);
  const row = rows[1];
  assert.ok(row?.is === "changed");
  assert.deepEqual(brief(row.both), ["same:We meet ", "same:at ", "gone:nine", "new:ten", "same: o'clock"]);
});

test("lines that have nothing in common stand alone, in order", () => {
  const { rows, changes } = compareRows([hunk(line("-", "-one"), line("-", " keep ", "-two"), line("+", "+other"), line("+", " keep ", "+three"), line(" ", " rest"), line("+", "+last"))]);
  assert.equal(changes, 2);
  assert.deepEqual(
    rows.map((row) => (row.is === "changed" ? [brief(row.before), brief(row.after), row.change, row.beginsChange] : row.is)),
    [
      [["gone:one"], undefined, 0, true],
      [undefined, ["new:other"], 0, false],
      [["same:keep ", "gone:two"], ["same:keep ", "new:three"], 0, false],
      "same",
      [undefined, ["new:last"], 1, true],
    ],
  );
});

test("each text comes back whole, on both sides", () => {
  const lines = [line("-", " a ", "-b", " c"), line("-", "-d"), line("+", " a c"), line("+", "+e"), line("+", " ", "+f")];
  const { rows } = compareRows([hunk(...lines)]);
  const side = (sign: "before" | "after") => rows.flatMap((row) => (row.is === "changed" && row[sign] ? [row[sign].map(({ text }) => text).join("")] : []));
  assert.deepEqual(side("before"), ["a bc", "d"]);
  assert.deepEqual(side("after"), ["a c", "e", "f"]);
  for (const row of rows) {
    if (row.is !== "changed" || !row.both) continue;
    assert.equal(row.both.filter(({ is }) => is !== "new").map(({ text }) => text).join(""), row.before?.map(({ text }) => text).join(""));
    assert.equal(row.both.filter(({ is }) => is !== "gone").map(({ text }) => text).join(""), row.after?.map(({ text }) => text).join(""));
  }
});

test("between hunks, and before one that is not at the beginning, something is left out", () => {
  const later = create(ComparedHunkSchema, { lines: [{ kind: ComparedKind.SAME, fromLine: 7, toLine: 7 }, { kind: ComparedKind.ADDED, toLine: 8 }] });
  assert.deepEqual(compareRows([later, later]).rows.map(({ is }) => is), ["gap", "same", "changed", "gap", "same", "changed"]);
});

test("the history has its addresses, and nonsense in them is no version", () => {
  for (const word of ["history", "compare", "blame"]) assert.equal(findRoute(history.routes, `/p/x/${word}`)?.params["page"], "x");
  assert.deepEqual(["7", "0", "-1", "x", "", null, "99999999999999999999"].map(revisionFrom), [7n, 0n, 0n, 0n, 0n, 0n, 0n]);
});
