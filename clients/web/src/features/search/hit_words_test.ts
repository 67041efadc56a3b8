// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import { test } from "node:test";
import { create, type MessageInitShape } from "@bufbuild/protobuf";
import { SearchHitSchema, SearchKind } from "../../gen/fika/v1/search_pb";
import { kindWord, moreWord, pathOfHit } from "./hit_words";

const hit = (of: MessageInitShape<typeof SearchHitSchema>) => create(SearchHitSchema, { id: "i", root: "r", ...of });

test("a hit leads to its very place", () => {
  assert.equal(pathOfHit(hit({ kind: SearchKind.MESSAGE })), "/threads/r/i");
  assert.equal(pathOfHit(hit({ kind: SearchKind.MESSAGE, conversation: true })), "/conversations/r/i");
  assert.equal(pathOfHit(hit({ kind: SearchKind.MESSAGE, pageTalk: true })), "/p/r/talk/i");
  assert.equal(pathOfHit(hit({ kind: SearchKind.THREAD })), "/threads/i");
  assert.equal(pathOfHit(hit({ kind: SearchKind.PAGE })), "/p/i");
  assert.equal(pathOfHit(hit({ kind: SearchKind.PAGE, anchor: "så gör vi" })), "/p/i#s%C3%A5%20g%C3%B6r%20vi");
  assert.equal(pathOfHit(hit({ kind: SearchKind.PERSON })), "/people/i");
  assert.equal(pathOfHit(hit({ kind: SearchKind.COMMUNITY })), "/communities/i");
  assert.equal(pathOfHit(hit({ kind: SearchKind.FILE })), "/files/i");
});

test("questions and lessons are called so, and what stands behind a hit by where it is", () => {
  assert.equal(kindWord(hit({ kind: SearchKind.THREAD, question: true })).word, "search.kind.question");
  assert.equal(kindWord(hit({ kind: SearchKind.PAGE, lesson: true })).word, "search.kind.lesson");
  assert.equal(moreWord(hit({ kind: SearchKind.PAGE })), "search.more.page");
  assert.equal(moreWord(hit({ kind: SearchKind.MESSAGE, pageTalk: true })), "search.more.page");
  assert.equal(moreWord(hit({ kind: SearchKind.MESSAGE, conversation: true })), "search.more.conversation");
  assert.equal(moreWord(hit({ kind: SearchKind.THREAD })), "search.more.thread");
});
