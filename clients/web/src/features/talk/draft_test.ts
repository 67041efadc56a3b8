// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { signal } from "@preact/signals";
import type { Store } from "../../store/store";
import { makeDraft } from "./draft";

const kept = new Map<string, string>();
Object.defineProperty(globalThis, "localStorage", {
  value: {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
  },
  configurable: true,
});
beforeEach(() => kept.clear());

const id = "0197a3d2-5c00-7abc-8def-0123456789ab";

function scene() {
  const held = signal<{ title: string; text: string } | undefined>(undefined);
  const saved: { title: string; text: string }[] = [];
  const failing = { is: false };
  const store = {
    me: id,
    commands: signal([]),
    world: { entity: () => held },
    command: async (_: unknown, { title, text }: { title: string; text: string }) => {
      if (failing.is) throw new Error("full");
      saved.push({ title, text });
      held.value = text || title ? { title, text } : undefined;
    },
  } as unknown as Store;
  return { held, saved, failing, draft: makeDraft(store, id) };
}

test("what is written is kept as it will be sent", () => {
  const { draft, saved } = scene();
  draft.mention("Bo", id);
  draft.write("Hej @Bo");
  draft.keep();
  assert.deepEqual(saved, [{ title: "", text: `Hej [@Bo](/people/${id})` }]);
  assert.equal(draft.text.value, "Hej @Bo");
  draft.close();
});

test("another device's draft appears, but never over what stands here", () => {
  const { draft, held } = scene();
  held.value = { title: "", text: "från telefonen" };
  assert.equal(draft.text.value, "från telefonen");
  draft.write("från telefonen och här");
  held.value = { title: "", text: "något annat" };
  assert.equal(draft.text.value, "från telefonen och här");
  draft.close();
});

test("posting leaves what was written behind it meanwhile", () => {
  const { draft, saved } = scene();
  draft.write("ett två");
  draft.sent("ett");
  assert.equal(draft.text.value, "två");
  draft.sent("två");
  assert.equal(draft.text.value, "");
  assert.deepEqual(saved.at(-1), { title: "", text: "" });
  draft.close();
});

test("what could not be kept is tried again", async () => {
  const { draft, saved, failing } = scene();
  failing.is = true;
  draft.write("a");
  draft.keep();
  await Promise.resolve();
  await Promise.resolve();
  failing.is = false;
  draft.keep();
  assert.deepEqual(saved, [{ title: "", text: "a" }]);
  draft.close();
});

test("a tab that is killed between two keys loses none of them", () => {
  const { draft, saved } = scene();
  draft.entitle("Bröd");
  draft.write("Hej alla");
  assert.deepEqual(saved, [], "no pause yet");
  const again = scene();
  assert.deepEqual([again.draft.title.value, again.draft.text.value], ["Bröd", "Hej alla"]);
  draft.close();
  again.draft.close();
});

test("what was sent before the first pause does not come back", () => {
  const { draft } = scene();
  draft.write("Hej");
  draft.sent("Hej");
  assert.equal(scene().draft.text.value, "");
  draft.write("x");
  draft.write("");
  assert.equal(kept.size, 0, "written and taken back");
  draft.close();
});

test("what the outbox cannot take is with the browser until it can", async () => {
  const { draft, failing, saved } = scene();
  failing.is = true;
  draft.write("Ingen plats");
  draft.keep();
  await new Promise((resolve) => setTimeout(resolve));
  assert.equal(scene().draft.text.value, "Ingen plats");
  failing.is = false;
  draft.keep();
  await new Promise((resolve) => setTimeout(resolve));
  assert.deepEqual([saved.at(-1)?.text, kept.size], ["Ingen plats", 0]);
  draft.close();
});
