// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { setLanguage } from "../i18n/language";
import { loadServerSentences } from "../i18n/server_sentences";
import { refusalParts, refusalWords } from "./refusal_words";

const refused = (code: string, message = "", retryAfterMs = 0) => Object.assign(new Error(message), { code, retryAfterMs });

test("a view's own words go first, then the general ones, then the server's", async () => {
  await setLanguage("en");
  assert.match(refusalWords(refused("unavailable")), /cannot be reached/);
  assert.equal(refusalWords(refused("unavailable"), { unavailable: "ui.close" }), "Close");
  assert.equal(refusalWords(refused("already_exists", "That is taken.")), "That is taken.");
  assert.match(refusalWords(new Error("x")), /went wrong/);
  assert.match(refusalWords(undefined), /went wrong/);
});

test("the server's own English stands behind the words of another language, where it is not known there", async () => {
  const error = refused("failed_precondition", "The community is archived.");
  await setLanguage("sv");
  assert.deepEqual(refusalParts(error), { words: "Det går inte att göra som läget är nu.", detail: "The community is archived." });
  assert.equal(refusalWords(error), "Det går inte att göra som läget är nu. (The community is archived.)");
  for (const code of ["unavailable", "unauthenticated", "internal", "deadline_exceeded"]) {
    assert.equal(refusalParts(refused(code, "In English.")).detail, "", code);
  }
  assert.equal(refusalWords(refused("not_found", "There is no such thing, or you may not see it.")), "Det finns inte längre, eller så får du inte se det.");
  assert.equal(refusalWords(refused("resource_exhausted", "Slow down.", 2_000)), "För många försök. Försök igen om 2 sekunder.");
  await setLanguage("en");
  assert.deepEqual(refusalParts(error), { words: "The community is archived.", detail: "" });
  assert.match(refusalWords(refused("not_found")), /not there any more/);
});

test("what the server said is told in the person's language", async () => {
  await setLanguage("sv");
  await loadServerSentences();
  const told = (code: string, message: string) => {
    const { words, detail } = refusalParts(refused(code, message));
    assert.equal(detail, "", message);
    return words;
  };
  const archived = "The community Brygg (kaffe)? is archived: it can be read, not written in. Ask a steward to open it again.";
  assert.match(told("failed_precondition", archived), /^Gemenskapen Brygg \(kaffe\)\? är arkiverad/);
  assert.equal(told("resource_exhausted", "20 messages are pinned here, as many as fit. Unpin one first."), "20 meddelanden är fästa här, och fler får inte plats. Lossa ett först.");
  assert.equal(told("invalid_argument", "The title is 201 characters long; at most 200 fit."), "Rubriken har 201 tecken; högst 200 får plats.");
  assert.equal(told("invalid_argument", "The password is 900 bytes long; at most 128 fit."), "Lösenordet är för långt; högst 128 byte får plats.");
  assert.equal(refusalParts(refused("failed_precondition", "Something of a later server.")).detail, "Something of a later server.");
  await setLanguage("en");
  assert.equal(refusalWords(refused("failed_precondition", archived)), archived);
});

test("each code of the server has words in each language", async () => {
  const known = readFileSync("../../base/result.cc", "utf8").match(/\{"[a-z_]+", \d{3}/g) ?? [];
  const codes = known.map((each) => each.slice(2, each.indexOf('",')));
  assert.ok(codes.length > 9);
  for (const tongue of ["sv", "en"] as const) {
    await setLanguage(tongue);
    const unknown = refusalWords(new Error("x"));
    for (const code of codes) if (code !== "unimplemented") assert.notEqual(refusalParts(refused(code, "")).words, unknown, `${tongue} ${code}`);
  }
});

test("who tried too often is told for how long to wait", async () => {
  await setLanguage("en");
  assert.match(refusalWords(refused("resource_exhausted", "Slow down.", 15_500)), /in 16 seconds/);
  assert.match(refusalWords(refused("resource_exhausted", "", 120_001)), /in 3 minutes/);
  assert.equal(refusalWords(refused("resource_exhausted", "Full.")), "Full.");
});
