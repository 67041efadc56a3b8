// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import { test } from "node:test";
import { create, toBinary } from "@bufbuild/protobuf";
import { ListWatchedChangesReplySchema } from "../gen/fika/v1/watching_pb";
import { makeId } from "../sync/ids";
import type { CommandView } from "../sync/outbox";
import type { NewRow } from "../sync/outbox_store";
import type { Port } from "../sync/port";
import { Store } from "./store";
import { foldedTag, markWatchedSeen, pageWatch, wantWatchedNews, watchedNews, watchedTags, watchPage, watchTag } from "./watching";

function scene() {
  const store = new Store(makeId());
  const sent: string[] = [];
  const page = { id: makeId(), title: "Sida" };
  const reply = create(ListWatchedChangesReplySchema, { changes: [{ page, revisions: 1 }], asOfMs: 7n });
  store.connect({
    query: async () => ({ seq: 1, response: toBinary(ListWatchedChangesReplySchema, reply) }),
    enqueue: async (row: NewRow) => {
      sent.push(row.method.slice(row.method.indexOf("/") + 1));
      store.take({ changes: [], outbox: { changed: [{ ...row, n: sent.length, state: "pending" } as CommandView], removed: [] } });
    },
  } as unknown as Port);
  return { store, sent };
}

test("what is watched is marked at once, and what is let go is not", async () => {
  const { store } = scene();
  const page = makeId();
  await watchPage(store, page, true, true);
  assert.equal(pageWatch(store, page).value?.withSubpages, true);
  await watchPage(store, page, false);
  assert.equal(pageWatch(store, page).value, undefined);
});

test("a tag is the same in capitals", async () => {
  const { store } = scene();
  await watchTag(store, "Lärdom", true);
  assert.deepEqual([...watchedTags(store).value], [foldedTag("LÄRDOM")]);
  await watchTag(store, "lärdom", false);
  assert.equal(watchedTags(store).value.size, 0);
});

test("what has been seen is news no longer, and nothing is marked before anything was told", async () => {
  const { store, sent } = scene();
  await markWatchedSeen(store);
  assert.deepEqual(sent, []);
  await wantWatchedNews(store);
  assert.equal(watchedNews(store).value.changes.length, 1);
  await markWatchedSeen(store);
  assert.deepEqual([sent.join(), watchedNews(store).value.changes.length], ["MarkWatchedSeen", 0]);
});
