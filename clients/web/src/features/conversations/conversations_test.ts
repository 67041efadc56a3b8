// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Listed } from "../../store/directory";
import { askedFor, candidatesIn, prepare } from "./choosing";

const of = (id: string, name: string, unit = "", isDeactivated = false): Listed => ({
  id, name, unit, site: "", languages: [], isGuest: false, isDeactivated,
});
const all = prepare([of("1", "Alma Ek", "Berget"), of("2", "Åsa Berg"), of("3", "Bo Berg", "", true), of("4", "Åke Berg")]);
const found = (typed: string, without: string[] = [], max = 8): string[] => candidatesIn(all, typed, new Set(without), max).map(({ id }) => id);

test("people are found by the beginnings of their names, then by where they work", () => {
  assert.deepEqual(found("berg"), ["2", "4", "1"]);
  assert.deepEqual(found("asa b"), ["2"]);
  assert.deepEqual(found("berg", ["2"]), ["4", "1"]);
  assert.deepEqual(found("berg", [], 1), ["2"]);
});

test("nothing typed offers nobody, and nobody who is deactivated is offered", () => {
  assert.deepEqual(found(" "), []);
  assert.deepEqual(found("bo"), []);
});

test("the address may name people or a conversation, and nothing else", () => {
  const id = "01a20253-9b98-75ef-8ee9-1d8c59c33d9c";
  assert.deepEqual(askedFor(new URLSearchParams(`with=${id},${id},x`)), { with: [id], from: "" });
  assert.deepEqual(askedFor(new URLSearchParams("from=../people")), { with: [], from: "" });
  assert.deepEqual(askedFor(new URLSearchParams(`from=${id}`)), { with: [], from: id });
});
