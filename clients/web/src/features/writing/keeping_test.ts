// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { begunPages } from "../../store/begun_pages";
import type { Creation, Save } from "../../store/page_saving";
import type { DraftPageReply, Template } from "../../store/page_templates";
import type { PageView } from "../../store/page_views";
import type { Store } from "../../store/store";
import { findBegun, noWords, rebase } from "./begun";
import { changeOf, newPageOf } from "./changing";
import { Manuscript } from "./manuscript";
import { beginningAfter, beginningOf } from "./starting";
import { wholeText } from "./template_fields";
import { creditsField, newBeginning, readQuery, withTemplate } from "./write_query";

class Shelf {
  private readonly texts = new Map<string, string>();
  get length(): number {
    return this.texts.size;
  }
  key = (index: number): string | null => [...this.texts.keys()][index] ?? null;
  getItem = (key: string): string | null => this.texts.get(key) ?? null;
  setItem = (key: string, text: string): void => void this.texts.set(key, text);
  removeItem = (key: string): void => void this.texts.delete(key);
}
beforeEach(() => Object.defineProperty(globalThis, "localStorage", { value: new Shelf(), configurable: true }));
const store = { me: "maja" } as Store;

const page = { id: "p", title: "Kaffe", tags: ["a", "b"], language: "sv", owner: "", community: "c", revision: 4n };
const view = { page, text: "Svart.\n" } as unknown as PageView;
const save = (state: Save["state"], request: object, reply?: object): Save =>
  ({ n: 9, page: "p", state, request: { tags: [], replaceTags: false, summary: "", minor: false, baseRevision: 3n, ...request }, reply, command: { makes: ["s"] } }) as unknown as Save;

test("what is written and not saved is found again, and gone on with from where it was begun", async () => {
  const one = new Manuscript(store, "p", beginningOf(view, undefined, undefined)!);
  assert.equal((await findBegun(store, "p")).left.length, 0);
  one.write({ text: "Starkt.\n" });
  one.close();
  const [found] = (await findBegun(store, "p")).left;
  assert.deepEqual([found?.begun.words.text, found?.begun.base, found?.begun.before.tags], ["Starkt.\n", "4", "a, b"]);
  // The page has moved on meanwhile: the text has not.
  const later = { page: { ...page, revision: 7n }, text: "Ljust.\n" } as unknown as PageView;
  const two = new Manuscript(store, "p", beginningOf(later, undefined, undefined)!, found?.begun);
  assert.deepEqual([two.words.value.text, two.base.value, two.isChanged.value], ["Starkt.\n", 4n, true]);
});

test("what is as it was, was saved or given up is not kept", async () => {
  const one = new Manuscript(store, "p", beginningOf(view, undefined, undefined)!);
  one.write({ text: "Starkt.\n" });
  one.write({ text: "Svart.\n" });
  assert.deepEqual([one.keptMs.value, (await findBegun(store, "p")).left.length], [0, 0]);
  one.write({ text: "Starkt.\n" });
  one.forget();
  one.close();
  assert.equal((await findBegun(store, "p")).left.length, 0);
});

test("what is begun is listed, new pages with what they were begun with", () => {
  new Manuscript(store, "p", beginningOf(view, undefined, undefined)!).write({ text: "Starkt.\n" });
  const { name } = readQuery(new URLSearchParams("community=c&title=A %26 B"));
  const made = new Manuscript(store, "", { words: noWords, base: 0n, before: noWords, follows: 0, query: name });
  made.write({ title: "A & B", answers: { happened: "Det brann" } });
  const listed = begunPages(store).map(({ page: id, query, title, text }) => [id, query, title, text]);
  assert.deepEqual(listed.sort(), [["", "community=c&title=A+%26+B", "A & B", "Det brann"], ["p", "", "Kaffe", "Starkt.\n"]]);
});

test("two tabs keep what is theirs, the newest first", async () => {
  const [one, two] = [1, 2].map(() => new Manuscript(store, "p", beginningOf(view, undefined, undefined)!));
  one!.write({ text: "Ett.\n" });
  await new Promise((resolve) => setTimeout(resolve, 2));
  two!.write({ text: "Två.\n" });
  assert.deepEqual((await findBegun(store, "p")).left.map(({ begun }) => begun.words.text), ["Två.\n", "Ett.\n"]);
  assert.equal((await findBegun(store, "")).left.length, 0);
});

test("what waits to be sent is built on, and what was refused is written again", () => {
  const waiting = beginningOf(view, undefined, save("waiting", { text: "A.\n", title: "Te" }));
  assert.deepEqual([waiting?.words.text, waiting?.words.title, waiting?.before.title, waiting?.base, waiting?.follows], ["A.\n", "Te", "Te", 3n, 9]);
  const refused = beginningOf(view, undefined, save("refused", { text: "A.\n", title: "Te", summary: "s" }));
  assert.deepEqual([refused?.before.title, refused?.words.summary, refused?.follows], ["Kaffe", "s", 0]);
  const creation = { n: 1, request: { ...page, text: "Ny.\n" } } as unknown as Creation;
  assert.deepEqual([beginningOf(undefined, creation, undefined)?.words.text, beginningOf(undefined, creation, undefined)?.base], ["Ny.\n", 1n]);
  // The page is gone: the text is not.
  assert.equal(beginningOf(undefined, undefined, save("refused", { text: "Kvar.\n" }))?.words.text, "Kvar.\n");
  assert.equal(beginningOf(undefined, undefined, undefined), null);
});

test("what was left behind goes on from what became of the save it was built on", async () => {
  const one = new Manuscript(store, "p", beginningOf(view, undefined, save("waiting", { text: "A.\n" }))!);
  one.write({ text: "A. B.\n" });
  one.close();
  rebase(store, "p", 8, 99n);
  rebase(store, "p", 9, 5n);
  const [found] = (await findBegun(store, "p")).left;
  assert.deepEqual([found?.begun.base, found?.begun.follows, found?.begun.words.text], ["5", 0, "A. B.\n"]);
});

test("a conflict that is taken into the editor stands on top of what the others saved", () => {
  const conflict = save("conflict", { title: "Te", tags: ["b", "c"], replaceTags: true }, { page: { ...page, revision: 6n }, conflict: { headRevision: 6n } });
  const begun = beginningAfter(conflict, "Ihop.\n");
  assert.deepEqual([begun.base, begun.words.text, begun.words.title, begun.before.title, begun.words.tags], [6n, "Ihop.\n", "Te", "Kaffe", "b, c, a"]);
  assert.equal(new Manuscript(store, "p", begun).isChanged.value, true);
});

test("only what was changed is named, and line ends are plain", () => {
  const before = { title: "Kaffe", tags: "a, b", language: "sv", owner: "" };
  const same = changeOf("p", 4n, { ...noWords, ...before, text: "a\r\nb" }, before);
  assert.deepEqual(same, { page: "p", baseRevision: 4n, text: "a\nb", summary: "", minor: false });
  const other = changeOf("p", 4n, { ...noWords, title: " Te ", tags: "", language: "sv", owner: "x", text: "" }, before);
  assert.deepEqual([other.title, other.tags, other.replaceTags, other.owner, other.language], ["Te", [], true, "x", undefined]);
});

const template = { name: "lesson-learned", language: "sv", tags: ["lärdom"], fields: [{ id: "happened", label: "Vad hände" }, { id: "next", label: "Nästa gång" }] } as unknown as Template;
const draft = { template, title: "Kvarnen", fields: [{ id: "happened", text: "> Den brummar" }, { id: "next", text: "" }], credits: "Av Nils", community: "c", sources: ["t"] } as unknown as DraftPageReply;

test("what was said stands in the fields, and becomes the text with who said it", () => {
  const query = readQuery(new URLSearchParams("from=t&template=lesson-learned&x=1"));
  assert.equal(query.name, "template=lesson-learned&from=t");
  const { words } = newBeginning(query, { draft });
  assert.deepEqual([words.title, words.community, words.template, words.tags, words.language], ["Kvarnen", "c", "lesson-learned", "lärdom", "sv"]);
  assert.equal(wholeText(words, template), "## Vad hände\n\n> Den brummar\n\nAv Nils\n");
  const made = newPageOf(words, "x", { parent: "", translationOf: "", translatedRevision: 0n, sources: ["t"] });
  assert.deepEqual([made.templateName, made.tags, made.sources], ["lesson-learned", ["lärdom"], ["t"]]);
});

test("another template keeps what was written, also where it has no field for it", () => {
  const words = { ...noWords, answers: { happened: "Det brann", other: "Mer", [creditsField]: "Av Nils", empty: " " } };
  const next = withTemplate(words, template);
  assert.deepEqual(next.answers, { happened: "Det brann", other: "Mer", [creditsField]: "Av Nils" });
  assert.equal(wholeText({ answers: next.answers ?? {} }, template), "## Vad hände\n\nDet brann\n\nMer\n\nAv Nils\n");
});
