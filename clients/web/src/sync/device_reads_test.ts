// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import { test } from "node:test";
import { create, type Message } from "@bufbuild/protobuf";
import { MessageSchema, ReactionSchema } from "../gen/fika/v1/messages_pb";
import { ScopeKind } from "../gen/fika/v1/sync_pb";
import type { Cache } from "./cache";
import { DeviceReads } from "./device_reads";
import { kindOfType } from "./entity_kinds";
import { makeId } from "./ids";
import { Replica } from "./replica";
import type { Changes, EntityRecord } from "./replica_changes";
import { scopeKey } from "./scope";
import type { Stretch } from "./stretches";
import { Updates } from "./updates";

const scope = scopeKey(ScopeKind.COMMUNITY, makeId());

function record(entity: Message, asOf: number): EntityRecord {
  const kind = kindOfType(entity.$typeName)!;
  return { key: kind.keyOf(entity), kind: kind.kind, root: kind.rootOf(entity), scope, asOf, entity };
}

function device(held: readonly EntityRecord[] = [], root = makeId()) {
  const replica = new Replica();
  replica.load({ epoch: "ee", seq: 5, held: [scope] }, [], [{ root, scope, staleAt: 0, stretches: [] }]);
  const asked: (Stretch | undefined)[] = [];
  const written: Changes[] = [];
  const cache = {
    loadRoot: async (_: string, stretch?: Stretch) => (asked.push(stretch), held),
    write: async (changes: Changes) => void written.push(changes),
  } as unknown as Cache;
  const reads = new DeviceReads({ cache, replica, updates: new Updates(() => undefined), isReady: () => true, ready: async () => undefined });
  return { root, replica, asked, written, reads };
}

test("nothing is read twice, and all of it covers every part", async () => {
  const { root, asked, reads } = device();
  await reads.load(root, { from: 45, to: 78 });
  await reads.load(root, { from: 50, to: 60 });
  assert.deepEqual(asked, [{ from: 40, to: 79 }]);
  await Promise.all([reads.load(root, { from: 60, to: 100 }), reads.load(root, { from: 81, to: 90 })]);
  assert.deepEqual(asked.slice(1), [{ from: 80, to: 119 }]);
  await reads.load(root);
  const before = asked.length;
  await reads.load(root, { from: 1, to: 500 });
  assert.equal(asked.length, before);
  reads.forget();
  await reads.load(root, { from: 45, to: 50 });
  assert.equal(asked.length, before + 1);
});

test("a reaction that was taken back while nobody told does not come back from the device", async () => {
  const root = makeId();
  const post = create(MessageSchema, { root, id: makeId(), ordinal: 1n });
  const [gone, kept] = ["\u2615", "\u{1f44d}"].map((emoji) => create(ReactionSchema, { root, message: post.id, person: makeId(), emoji }));
  const held = [record(post, 3), record(gone!, 3), record(kept!, 3)];
  const { replica, written, reads } = device(held, root);
  replica.applyFetched({ seq: 5, entities: [post, kept!], stretch: { root, from: 1, to: 1 } });
  await reads.load(root, { from: 1, to: 1 });
  assert.equal(replica.get(held[1]!.key), undefined);
  assert.equal(replica.get(held[2]!.key)?.asOf, 5);
  assert.deepEqual(written.map(({ removed }) => removed), [[held[1]!.key]]);
});
