// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import { test } from "node:test";
import { makeId } from "../sync/ids";
import type { CommandView } from "../sync/outbox";
import type { NewRow } from "../sync/outbox_store";
import type { Port } from "../sync/port";
import { savedIds, savedList, savedState, saveMessage, unsaveMessage, wantSaved } from "./saved";
import { Store } from "./store";

function scene(query: () => Promise<never>) {
  const store = new Store(makeId());
  let n = 0;
  const enqueue = async (row: NewRow): Promise<void> => {
    store.take({ changes: [], outbox: { changed: [{ ...row, n: (n += 1), state: "pending" } as CommandView], removed: [] } });
  };
  store.connect({ enqueue, query } as unknown as Port);
  return store;
}

test("what is saved is marked at once, and what is taken back is not", async () => {
  const store = scene(() => new Promise(() => undefined));
  const [one, two] = [makeId(), makeId()];
  await saveMessage(store, one);
  await saveMessage(store, two, "till torsdag");
  await saveMessage(store, one, "läs om");
  assert.deepEqual([...savedIds(store).value].sort(), [one, two].sort());
  assert.equal(savedList(store).value.find(({ id }) => id === one)?.note, "läs om");
  await unsaveMessage(store, one);
  assert.deepEqual([...savedIds(store).value], [two]);
  assert.equal(savedList(store).value[0]?.message, undefined);
});

test("a list that could not be fetched is asked for again", async () => {
  let asked = 0;
  const store = scene(() => {
    asked += 1;
    return Promise.reject(new Error("gone"));
  });
  await wantSaved(store);
  assert.equal(savedState(store).value, "unreachable");
  await wantSaved(store);
  assert.equal(asked, 2);
});
