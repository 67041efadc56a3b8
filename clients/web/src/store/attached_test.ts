// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import { test } from "node:test";
import { makeId } from "../sync/ids";
import { altIn, isPicture, markdownOf, withoutFiles } from "./attached";
import { fileName } from "./upload_state";

const [one, two] = [makeId(), makeId()];

test("a file is named by its words, whatever is in them", () => {
  const picture = { id: one, name: "a.png", mediaType: "image/png" };
  const alt = "Koppar [två] på\nbordet \\ `x` *y*";
  const named = markdownOf(picture, alt);
  assert.equal(named.includes("\n"), false);
  assert.equal(altIn(`Hej.\n\n${named}`, one), "Koppar [två] på bordet \\ `x` *y*");
  assert.equal(markdownOf(picture, ""), `![](/files/${one})`);
  assert.equal(markdownOf({ id: two, name: "Plan [2026].pdf", mediaType: "" }, ""), `[Plan \\[2026\\].pdf](/files/${two})`);
  assert.equal(isPicture({ id: one, name: "a.svg", mediaType: "image/svg+xml" }), false);
});

test("lines that name nothing but files go, and words stay", () => {
  const text = `Se ![kartan](/files/${one}) här.\n\n![a \\] b](/files/${one})\n\n[Plan](/files/${two})`;
  assert.equal(withoutFiles(text), `Se ![kartan](/files/${one}) här.`);
  assert.equal(withoutFiles(text, new Set([two])), `Se ![kartan](/files/${one}) här.\n\n![a \\] b](/files/${one})`);
  assert.equal(withoutFiles(`![](/files/${one}) [x](/files/${two})`, new Set([one])), `![](/files/${one}) [x](/files/${two})`);
  assert.equal(withoutFiles(`![](/files/${one})`), "");
});

test("a name is a line without folders, and keeps its ending", () => {
  assert.equal(fileName("C:\\bilder/fika.png"), "C:_bilder_fika.png");
  assert.equal(fileName(".."), "file");
  const cut = fileName(`${"å".repeat(300)}.jpeg`);
  assert.deepEqual([[...cut].length, cut.slice(-6)], [200, "å.jpeg"]);
});
