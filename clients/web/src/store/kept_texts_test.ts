// SPDX-License-Identifier: GPL-3.0-or-later
import { browser } from "./browser_for_tests";
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { MemoryOutbox } from "../sync/outbox_store";
import { Cache } from "../sync/cache";
import { Engine } from "../sync/engine";
import { begunCount, forgetTexts, isTextAtRisk, keepFields, keepText, keptFields, keptText, keptTexts } from "./kept_texts";
import { saveDraft } from "./messages";
import { Store } from "./store";

const [maja, nils] = [{ me: "maja" }, { me: "nils" }];

beforeEach(() => {
  browser.storage.isFull = false;
  for (const whose of [maja, nils]) forgetTexts(whose);
});

test("a text outlives the page, by person, until it is sent or given up", () => {
  keepText(maja, "edit.1", "Nästan klart");
  assert.equal(browser.storage.kept.get("fika.text.maja.edit.1"), "Nästan klart");
  assert.equal(keptText(maja, "edit.1"), "Nästan klart");
  assert.equal(keptText(nils, "edit.1"), null);
  keepText(maja, "edit.1", null);
  assert.equal(keptText(maja, "edit.1"), null);
  assert.equal(browser.storage.kept.size, 0);
});

test("without room it lasts as long as the page, which is said until there is room again", () => {
  keepText(maja, "profile", "before");
  browser.storage.isFull = true;
  keepText(maja, "profile", "after");
  assert.equal(keptText(maja, "profile"), "after", "never the older one");
  assert.equal(isTextAtRisk.value, true);
  assert.deepEqual([...keptTexts(maja)], [["profile", "after"]]);
  browser.storage.isFull = false;
  keepText(maja, "profile", "after all");
  assert.equal(isTextAtRisk.value, false);
  assert.equal(browser.storage.kept.get("fika.text.maja.profile"), "after all");
});

test("given up without room, nothing is said any more", () => {
  browser.storage.isFull = true;
  keepText(maja, "edit.1", "x");
  keepText(maja, "edit.1", null);
  assert.equal(isTextAtRisk.value, false);
});

test("one person's texts are listed and forgotten without the other's", () => {
  keepText(maja, "edit.1", "a");
  keepText(maja, "community.new", "b");
  keepText(nils, "edit.1", "c");
  assert.deepEqual([...keptTexts(maja).keys()].sort(), ["community.new", "edit.1"]);
  keepText(maja, "quotes.1", "[]");
  assert.equal(begunCount(maja), 2);
  forgetTexts(maja);
  assert.equal(keptTexts(maja).size, 0);
  assert.equal(keptText(nils, "edit.1"), "c");
});

test("fields that cannot be read are no fields", () => {
  keepFields(maja, "profile", { name: "Maja" });
  assert.deepEqual(keptFields(maja, "profile"), { name: "Maja" });
  for (const broken of ["{", "7", "null", ""]) {
    keepText(maja, "profile", broken);
    assert.equal(keptFields(maja, "profile"), undefined, broken);
  }
});

test("an hour of writing without a network is one draft in the outbox, the newest", async () => {
  const store = new Store("01900000-0000-7000-8000-000000000001");
  const outboxStore = new MemoryOutbox();
  const engine = new Engine({
    person: store.me,
    openSocket: () => {
      throw new Error("no network");
    },
    isSignedOut: async () => false,
    cache: Cache.none(),
    outboxStore,
    onUpdate: (update) => store.take(update),
  });
  store.connect(engine);
  await engine.open();
  const [one, other] = ["01900000-0000-7000-8000-000000000002", "01900000-0000-7000-8000-000000000003"];
  for (const text of ["H", "He", "Hej"]) await saveDraft(store, one, text);
  await saveDraft(store, other, "Elsewhere");
  assert.equal((await outboxStore.all()).length, 2);
  assert.equal(store.waitingCount.value, 2);
  engine.close();
});
