// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import { test } from "node:test";
import { create, fromBinary, type MessageInitShape, toBinary } from "@bufbuild/protobuf";
import { PageSchema, SavePageReplySchema, SavePageRequestSchema } from "../gen/fika/v1/pages_pb";
import { keyOfIds } from "../sync/entity_kinds";
import { makeId } from "../sync/ids";
import type { CommandView } from "../sync/outbox";
import type { NewRow } from "../sync/outbox_store";
import type { Port } from "../sync/port";
import { baseAfter, createPage, creationOf, goOnFrom, savePage, savesOf } from "./page_saving";
import { Store } from "./store";

function scene() {
  const store = new Store(makeId());
  const rows = new Map<number, CommandView>();
  const tell = (view: CommandView): void => {
    rows.set(view.n, view);
    store.take({ changes: [], outbox: { changed: [view], removed: [] } });
  };
  store.connect({
    enqueue: async (row: NewRow) => tell({ ...row, n: rows.size + 1, state: "pending" }),
    retry: async (n: number, request?: Uint8Array) => tell({ ...rows.get(n)!, ...(request ? { request } : {}) }),
    discard: async (n: number) => {
      rows.delete(n);
      store.take({ changes: [], outbox: { changed: [], removed: [n] } });
    },
  } as unknown as Port);
  const answer = (n: number, reply: MessageInitShape<typeof SavePageReplySchema>): void =>
    tell({ ...rows.get(n)!, state: "answered", answer: toBinary(SavePageReplySchema, create(SavePageReplySchema, reply)) });
  return { store, rows, answer };
}

test("a page that waits to be sent stands in its tree, with what was saved since", async () => {
  const { store } = scene();
  const id = await createPage(store, { community: "", title: "Kaffe", text: "Svart.\n", tags: ["fika"] });
  await savePage(store, { page: id, baseRevision: 1n, text: "Svart, starkt.\n", title: "Kaffet" });
  const drawn = store.world.get(keyOfIds(60, id)) as MessageInitShape<typeof PageSchema>;
  assert.deepEqual([drawn.title, drawn.tags, drawn.author], ["Kaffet", ["fika"], store.me]);
  assert.equal(creationOf(store, id).value?.request.text, "Svart.\n");
  assert.deepEqual(savesOf(store, id).value.map(({ state, request }) => [state, request.text]), [["waiting", "Svart, starkt.\n"]]);
});

test("what the answer says is read from it", async () => {
  const { store, answer } = scene();
  const page = makeId();
  for (let i = 0; i < 3; i += 1) await savePage(store, { page, baseRevision: 4n, text: `${i}` });
  answer(1, { page: { id: page, revision: 5n } });
  answer(2, { page: { id: page, revision: 6n }, merge: { baseRevision: 4n, withRevision: 5n } });
  answer(3, { page: { id: page, revision: 6n }, conflict: { baseRevision: 4n, headRevision: 6n } });
  assert.deepEqual(savesOf(store, page).value.map(({ state }) => state), ["saved", "merged", "conflict"]);
  assert.deepEqual(savesOf(store, page).value.map(baseAfter), [5n, 4n, 4n]);
});

test("a save that was built on another goes on from what became of that", async () => {
  const { store, rows, answer } = scene();
  const page = makeId();
  await savePage(store, { page, baseRevision: 4n, text: "a" });
  const [first] = savesOf(store, page).value;
  await savePage(store, { page, baseRevision: 4n, text: "ab", summary: "b" }, first);
  answer(1, { page: { id: page, revision: 5n } });
  const [answered] = savesOf(store, page).value;
  assert.equal(await goOnFrom(store, answered!), true);
  assert.deepEqual([...rows.keys()], [2]);
  const next = fromBinary(SavePageRequestSchema, rows.get(2)!.request);
  assert.deepEqual([next.baseRevision, next.text, next.summary], [5n, "ab", "b"]);
  answer(2, { page: { id: page, revision: 6n } });
  assert.equal(await goOnFrom(store, savesOf(store, page).value[0]!), false);
});
