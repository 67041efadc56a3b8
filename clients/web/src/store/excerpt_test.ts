// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import { test } from "node:test";
import { excerptOf } from "./excerpt";

test("a line of Markdown is its words", () => {
  assert.equal(excerptOf("## Pump\n\n- **stäng** ventilen\n- `kolla` _lappen_"), "Pump stäng ventilen kolla lappen");
  assert.equal(excerptOf("> sagt förut\n\n[@Åsa Berg](/people/1) ser du [bilden](https://example.org/a_b)?"), "sagt förut @Åsa Berg ser du bilden?");
  assert.equal(excerptOf("```sh\nls -l\n```"), "ls -l");
});

test("names with underscores and products stay as they are", () => {
  assert.equal(excerptOf("snake_case_name och 3 * 4 * 5"), "snake_case_name och 3 * 4 * 5");
});

test("what is long ends in dots, at a whole letter", () => {
  assert.equal(excerptOf("👩‍🔧".repeat(3) + "ordet", 4).at(-1), "…");
  assert.equal([...excerptOf("å".repeat(500))].length, 200);
  assert.equal(excerptOf(" \n "), "");
});
