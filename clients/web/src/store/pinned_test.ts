// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import { test } from "node:test";
import { create, toBinary } from "@bufbuild/protobuf";
import { ListPinnedMessagesReplySchema, type Message, MessageSchema } from "../gen/fika/v1/messages_pb";
import { ScopeKind } from "../gen/fika/v1/sync_pb";
import { kindOfType } from "../sync/entity_kinds";
import { makeId } from "../sync/ids";
import type { Port } from "../sync/port";
import { ChangesBuilder } from "../sync/replica_changes";
import { scopeKey } from "../sync/scope";
import { pinned, pinnedState, wantPinned } from "./pinned";
import { Store } from "./store";

const scope = scopeKey(ScopeKind.COMMUNITY, makeId());
const root = makeId();
const post = (ordinal: number, more: Partial<Message> = {}): Message =>
  create(MessageSchema, { root, id: makeId(), ordinal: BigInt(ordinal), pinned: true, ...more } as never);

// A store whose server has these, or is out of reach.
function scene() {
  const store = new Store(makeId());
  const server = { answer: undefined as readonly Message[] | undefined };
  const put = (entities: readonly Message[]): void => {
    const kind = kindOfType("fika.v1.Message")!;
    const puts = entities.map((entity) => ({ key: kind.keyOf(entity), kind: kind.kind, root, scope, asOf: 1, entity }));
    const changes = { ...new ChangesBuilder().take({ epoch: "ee", seq: 1, held: [scope] }, new Map(), new Map()), puts };
    store.take({ changes: [changes], outbox: { changed: [], removed: [] } });
  };
  store.connect({
    query: async () => {
      if (!server.answer) throw new Error("no connection");
      put(server.answer);
      return { seq: 1, response: toBinary(ListPinnedMessagesReplySchema, create(ListPinnedMessagesReplySchema, { messages: [...server.answer] })) };
    },
  } as unknown as Port);
  return { store, put, server };
}

test("what is pinned is listed in its order, deleted ones left out, and follows each message", () => {
  const { store, put } = scene();
  const [late, early] = [post(9), post(2)];
  put([late, early, post(4, { deleted: true }), post(5, { pinned: false })]);
  const ordinals = () => pinned(store, root).value.map(({ ordinal }) => Number(ordinal));
  assert.deepEqual(ordinals(), [2, 9]);
  put([create(MessageSchema, { ...early, pinned: false })]);
  assert.deepEqual(ordinals(), [9]);
});

test("the others are fetched, and what is out of reach takes nothing away", async () => {
  const { store, put, server } = scene();
  put([post(3)]);
  assert.equal(pinnedState(store, root).value, "loading");
  await wantPinned(store, root);
  assert.equal(pinnedState(store, root).value, "unreachable");
  assert.equal(pinned(store, root).value.length, 1);
  server.answer = [post(1), post(7)];
  await wantPinned(store, root);
  assert.equal(pinnedState(store, root).value, "whole");
  assert.equal(pinned(store, root).value.length, 3);
  server.answer = undefined;
  await wantPinned(store, root);
  assert.equal(pinnedState(store, root).value, "whole");
});
