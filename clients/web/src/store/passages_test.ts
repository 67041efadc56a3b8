// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import { test } from "node:test";
import { create, toBinary } from "@bufbuild/protobuf";
import { ListPassagesReplySchema } from "../gen/fika/v1/passages_pb";
import { makeId } from "../sync/ids";
import type { CommandView } from "../sync/outbox";
import type { NewRow } from "../sync/outbox_store";
import type { Port } from "../sync/port";
import { message } from "./messages";
import { commentPassage, outcomeOfComment, passages, resolvePassage, wantPassages } from "./passages";
import { Store } from "./store";

const page = makeId();
const marked = { quote: "sixty grams", start: 4, end: 15 };

function scene() {
  const store = new Store(makeId());
  const commands: CommandView[] = [];
  const gone: number[] = [];
  const rows = [
    { page, message: makeId(), quote: "gone", start: 1, end: 5, orphaned: true },
    { page, message: makeId(), quote: "later", start: 40, end: 45 },
    { page, message: makeId(), quote: "first", start: 2, end: 7 },
  ];
  store.connect({
    loadRoot: async () => undefined,
    query: async (method: string) => ({ seq: 1, response: method.endsWith("/ListPassages") ? toBinary(ListPassagesReplySchema, create(ListPassagesReplySchema, { passages: rows })) : new Uint8Array() }),
    enqueue: async (row: NewRow) => {
      commands.push({ ...row, n: commands.length + 1, state: "pending" } as CommandView);
      store.take({ changes: [], outbox: { changed: [commands.at(-1)!], removed: [] } });
    },
    discard: async (n: number) => {
      gone.push(n);
      store.take({ changes: [], outbox: { changed: [], removed: [n] } });
    },
  } as unknown as Port);
  return { store, commands, gone };
}
const quotes = (store: Store, resolved = false) => passages(store, page, resolved).value.map(({ quote }) => quote);

test("passages stand as in the text, those of which nothing is left behind the others", async () => {
  const { store } = scene();
  await wantPassages(store, page);
  assert.deepEqual(quotes(store), ["first", "later", "gone"]);
});

test("a comment is there at once, and settled at once", async () => {
  const { store } = scene();
  const id = await commentPassage(store, page, 3n, marked, "Is that right?");
  assert.deepEqual(quotes(store), ["sixty grams"]);
  assert.equal(message(store, page, id).value?.text, "Is that right?");
  await resolvePassage(store, page, id, true);
  assert.deepEqual([quotes(store), quotes(store, true)], [[], ["sixty grams"]]);
  await resolvePassage(store, page, id, false);
  assert.deepEqual(quotes(store), ["sixty grams"]);
});

test("a comment that is refused is taken back, for the one who still has its words", async () => {
  const { store, commands, gone } = scene();
  const id = await commentPassage(store, page, 3n, marked, "Is that right?");
  const refused = { code: "invalid_argument", message: "What is marked does not stand there." };
  store.take({ changes: [], outbox: { changed: [{ ...commands[0]!, state: "refused", refused }], removed: [] } });
  assert.deepEqual(quotes(store), []);
  assert.deepEqual(await outcomeOfComment(store, id), refused);
  assert.deepEqual(gone, [1]);
});

test("without a connection a comment waits, and nobody waits for it", async () => {
  const { store, gone } = scene();
  const id = await commentPassage(store, page, 3n, marked, "Is that right?");
  assert.equal(await outcomeOfComment(store, id), null);
  assert.deepEqual(gone, []);
});
