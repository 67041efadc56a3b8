// SPDX-License-Identifier: GPL-3.0-or-later
// The list of the server's sentences, held against the server's source.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { rest } from "./sv_rest";
import { talk } from "./sv_talk";

interface Said {
  readonly code: string;
  readonly sentence: string;
  readonly file: string;
}

const literal = String.raw`"(?:[^"\\]|\\.)*"`;
function saidIn(folder: string): Said[] {
  const found: Said[] = [];
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) found.push(...saidIn(path));
    else if (/\.(cc|h)$/.test(path) && !/_test\.cc$|_for_tests\.h$/.test(path)) {
      const calls = readFileSync(path, "utf8").matchAll(new RegExp(String.raw`Code::k(\w+),\s*((?:${literal}\s*)+)`, "g"));
      for (const [, code = "", text = ""] of calls) {
        const sentence = [...text.matchAll(new RegExp(literal, "g"))].map(([each]) => each.slice(1, -1)).join("");
        found.push({ code, sentence: sentence.replaceAll('\\"', '"'), file: path });
      }
    }
  }
  return found;
}
const said = ["../../server", "../../base"].flatMap(saidIn);
const known: Readonly<Record<string, string>> = { ...talk, ...rest };

// What only programs, importers and whoever runs the server meet.
const notForPeople = [
  /^This data folder has /,
  /^The data folder holds no organisation/,
  /^(The|This) id( \{\})? (is taken|is in use)/,
  /^This token may only read\.$/,
  /^The request comes from another site/,
  /^\{\}$/,
];

test("what people may be refused for by how things stand, by who they are or by a limit is known in Swedish", () => {
  const codes = ["State", "Forbidden", "Limit", "Exists"];
  const met = said.filter(({ code, file }) => codes.includes(code) && !file.includes("/importing/"));
  assert.ok(met.length > 80);
  const missing = met.filter(({ sentence }) => known[sentence] === undefined && !notForPeople.some((each) => each.test(sentence)));
  assert.deepEqual(missing.map(({ file, sentence }) => `${file}: ${sentence}`), [], "give them words in i18n/server_sentences");
});

test("what is listed is said by the server, and takes the same values", () => {
  const sentences = new Set(said.map(({ sentence }) => sentence));
  const isField = (sentence: string): boolean => /^(The|A) [a-z]+$/.test(sentence);
  assert.deepEqual(Object.keys(known).filter((sentence) => !sentences.has(sentence) && !isField(sentence)), []);
  const holes = (text: string): number => (text.match(/\{[^}]*\}/g) ?? []).length;
  for (const [sentence, words] of Object.entries(known)) assert.ok(holes(words) <= holes(sentence), sentence);
});
