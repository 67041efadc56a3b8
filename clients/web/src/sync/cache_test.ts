// SPDX-License-Identifier: GPL-3.0-or-later
import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { test } from "node:test";
import { create, type Message, toBinary } from "@bufbuild/protobuf";
import { MessageSchema, ReactionSchema } from "../gen/fika/v1/messages_pb";
import { PageSchema } from "../gen/fika/v1/pages_pb";
import { ScopeKind } from "../gen/fika/v1/sync_pb";
import { HeadSchema, ThreadSchema } from "../gen/fika/v1/threads_pb";
import { allOfKind, Cache, cacheName } from "./cache";
import { answered, openDatabase } from "./database";
import { keyOfIds, kindOfType } from "./entity_kinds";
import { makeId } from "./ids";
import { nowhere, type Position } from "./link_types";
import { DatabaseOutbox, openOwnDatabase } from "./outbox_store";
import { ChangesBuilder, type Changes, type EntityRecord } from "./replica_changes";
import { scopeKey } from "./scope";

const scope = scopeKey(ScopeKind.COMMUNITY, makeId());
const other = scopeKey(ScopeKind.COMMUNITY, makeId());
const at = (seq: number, held = [scope, other]): Position => ({ epoch: "ee", seq, held });
const nothing = (position: Position): Changes => new ChangesBuilder().take(position, new Map(), new Map());

function record(entity: Message, of = scope, asOf = 1): EntityRecord {
  const kind = kindOfType(entity.$typeName);
  if (!kind) throw new Error("no entity");
  return { key: kind.keyOf(entity), kind: kind.kind, root: kind.rootOf(entity), scope: of, asOf, entity };
}
function threadOf(root: string, messages: number, of = scope): EntityRecord[] {
  const posts = Array.from({ length: messages }, (_, i) => create(MessageSchema, { root, id: makeId(), ordinal: BigInt(i + 1), text: "Text" }));
  const heads = [create(ThreadSchema, { id: root, title: "Thread" }), create(HeadSchema, { root, lastOrdinal: BigInt(messages) })];
  return [...heads, ...posts].map((entity) => record(entity, of));
}
const rootRecord = (root: string, to: number, of = scope) => ({ root, scope: of, staleAt: 0, stretches: [{ from: 1, to }] });
const noLoss = (error: unknown): void => assert.fail(String(error));

test("what was written is there at the next start, on demand where it is fetched on demand", async () => {
  const person = makeId();
  const root = makeId();
  const cache = await Cache.open(person, noLoss);
  assert.deepEqual((await cache.load()).position, nowhere);
  await cache.write({ ...nothing(at(5)), puts: threadOf(root, 3), roots: [rootRecord(root, 3)] });
  cache.close();
  const again = await Cache.open(person, noLoss);
  const { position, records, roots } = await again.load();
  assert.deepEqual(position, at(5));
  assert.deepEqual(records.map(({ entity }) => entity.$typeName).sort(), ["fika.v1.Head", "fika.v1.Thread"]);
  assert.deepEqual(roots[0]?.stretches, [{ from: 1, to: 3 }]);
  assert.equal((await again.loadRoot(root)).length, 3);
  assert.equal((await again.loadRoot(makeId())).length, 0);
});

test("all of a kind that was fetched comes at once, and nothing else with it", async () => {
  const cache = await Cache.open(makeId(), noLoss);
  const pages = [makeId(), makeId()].map((id) => record(create(PageSchema, { id, title: "Sida" })));
  await cache.write({ ...nothing(at(5)), puts: [...pages, ...threadOf(makeId(), 2)] });
  const found = await cache.loadRoot(allOfKind(60));
  assert.deepEqual(found.map(({ root }) => root).sort(), pages.map(({ root }) => root).sort());
  assert.equal((await cache.loadRoot(allOfKind(61))).length, 0);
});

test("scopes and roots that are dropped take all that is under them along", async () => {
  const cache = await Cache.open(makeId(), noLoss);
  const [gone, moved, kept] = [makeId(), makeId(), makeId()];
  const puts = [...threadOf(gone, 2, other), ...threadOf(moved, 2), ...threadOf(kept, 2)];
  await cache.write({ ...nothing(at(5)), puts, roots: [rootRecord(gone, 2, other), rootRecord(moved, 2), rootRecord(kept, 2)] });
  await cache.write({ ...nothing(at(6, [scope])), droppedScopes: [other], droppedRoots: [{ root: moved, scope }], removedRoots: [moved] });
  const { records, roots } = await cache.load();
  assert.deepEqual([...new Set(records.map((each) => each.root))], [kept]);
  assert.deepEqual(roots.map((each) => each.root), [kept]);
  assert.equal((await cache.loadRoot(gone)).length + (await cache.loadRoot(moved)).length, 0);
  assert.equal((await cache.loadRoot(kept)).length, 2);
});

test("what is in no held scope is not kept, and a bootstrap replaces everything", async () => {
  const cache = await Cache.open(makeId(), noLoss);
  const [passing, first, second] = [makeId(), makeId(), makeId()];
  await cache.write({ ...nothing(at(5, [scope])), puts: [...threadOf(first, 1), ...threadOf(passing, 1, other)] });
  assert.equal((await cache.load()).records.length, 2);
  const fresh = { epoch: "ff", seq: 2, held: [scope] };
  await cache.write({ ...nothing(fresh), isAllDropped: true, puts: threadOf(second, 1) });
  const { position, records } = await cache.load();
  assert.deepEqual(position, fresh);
  assert.deepEqual([...new Set(records.map((each) => each.root))], [second]);
  assert.equal((await cache.loadRoot(first)).length, 0);
});

test("it is bounded: the roots longest not looked at go first, and are known to be gone", async () => {
  let nowMs = 0;
  const cache = await Cache.open(makeId(), noLoss, () => ++nowMs);
  const threads = Array.from({ length: 10 }, () => makeId());
  for (const root of threads) await cache.write({ ...nothing(at(5)), puts: threadOf(root, 10), roots: [rootRecord(root, 10)] });
  await cache.loadRoot(threads[0] ?? "");
  const { records, roots } = await cache.load(80);
  assert.equal(records.length, 20, "threads and heads stay");
  const whole = roots.filter((root) => root.stretches.length > 0).map((root) => root.root);
  assert.equal(whole.length, 6);
  assert.ok(whole.includes(threads[0] ?? "") && !whole.includes(threads[1] ?? ""));
  assert.equal((await cache.loadRoot(threads[1] ?? "")).length, 0);
});

test("a full disk ends the writing, and what is there stays true", async () => {
  const person = makeId();
  const losses: unknown[] = [];
  const cache = await Cache.open(person, (error) => losses.push(error));
  await cache.write({ ...nothing(at(5)), puts: threadOf(makeId(), 1) });
  const put = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = () => {
    throw new DOMException("full", "QuotaExceededError");
  };
  await cache.write({ ...nothing(at(6)), puts: threadOf(makeId(), 1) });
  IDBObjectStore.prototype.put = put;
  await cache.write({ ...nothing(at(7)), puts: threadOf(makeId(), 1) });
  assert.equal(losses.length, 1);
  const { position, records } = await (await Cache.open(person, noLoss)).load();
  assert.equal(position.seq, 5);
  assert.equal(records.length, 2);
});

test("a cache that is broken or of a later version is dropped, the outbox never", async () => {
  const person = makeId();
  const outbox = new DatabaseOutbox(await openOwnDatabase(person));
  await outbox.add({ clientId: makeId(), method: "one", request: new Uint8Array(), makes: [], about: [], createdMs: 1 });
  (await openDatabase(cacheName(person), 99, (database) => database.createObjectStore("else"))).close();
  const cache = await Cache.open(person, noLoss);
  assert.deepEqual((await cache.load()).position, nowhere);
  await cache.write({ ...nothing(at(5)), puts: threadOf(makeId(), 1) });
  cache.close();

  const database = await openDatabase(cacheName(person), 2, () => undefined);
  const row = { key: "0014", kind: 20, root: "r", scope, asOf: 1, body: new Uint8Array([255]) };
  await answered(database.transaction("heads", "readwrite").objectStore("heads").put(row));
  database.close();
  const broken = await Cache.open(person, noLoss);
  assert.deepEqual(await broken.load(), { position: nowhere, records: [], roots: [] });
  assert.deepEqual((await broken.load()).position, nowhere, "it is empty now, and works");
  assert.equal((await outbox.all()).length, 1);
});

const ordinalsOf = (records: readonly EntityRecord[]): number[] =>
  records.flatMap(({ entity }) => (entity.$typeName === "fika.v1.Message" ? [Number((entity as Message & { ordinal: bigint }).ordinal)] : []));

test("of a long thread what is looked at is read, with the reactions to it", async () => {
  const cache = await Cache.open(makeId(), noLoss);
  const [root, another] = [makeId(), makeId()];
  const puts = threadOf(root, 50);
  const idAt = (ordinal: number) => (puts[ordinal + 1]?.entity as Message & { id: string }).id;
  const reactions = [7, 20, 21].map((ordinal) => record(create(ReactionSchema, { root, message: idAt(ordinal), person: makeId(), emoji: "☕" })));
  await cache.write({ ...nothing(at(5)), puts: [...puts, ...reactions, ...threadOf(another, 50)], roots: [rootRecord(root, 50)] });
  const found = await cache.loadRoot(root, { from: 20, to: 24 });
  assert.deepEqual(ordinalsOf(found), [20, 21, 22, 23, 24]);
  const about = found.flatMap(({ entity }) => (entity.$typeName === "fika.v1.Reaction" ? [(entity as Message & { message: string }).message] : []));
  assert.ok(about.includes(idAt(20)) && about.includes(idAt(21)));
  assert.deepEqual(await cache.loadRoot(root, { from: 51, to: 60 }), []);
  assert.deepEqual(ordinalsOf(await cache.loadKeys([puts[9]?.key ?? "", keyOfIds(30, root, makeId())])), [8]);
});

test("what an earlier version has kept stays, message by message", async () => {
  const person = makeId();
  const root = makeId();
  const posts = threadOf(root, 5).filter(({ kind }) => kind === 30);
  const old = await openDatabase(cacheName(person), 1, (database) => {
    for (const store of ["heads", "shown"]) {
      const entities = database.createObjectStore(store, { keyPath: "key" });
      entities.createIndex("root", "root");
      entities.createIndex("scope", "scope");
    }
    database.createObjectStore("roots", { keyPath: "root" }).createIndex("scope", "scope");
    database.createObjectStore("facts");
  });
  const transaction = old.transaction(["shown", "facts", "roots"], "readwrite");
  for (const { entity, ...rest } of posts) transaction.objectStore("shown").put({ ...rest, body: toBinary(MessageSchema, entity as never) });
  transaction.objectStore("roots").put({ ...rootRecord(root, 5), usedMs: 1 });
  await answered(transaction.objectStore("facts").put(at(5), "position"));
  old.close();
  const cache = await Cache.open(person, noLoss);
  const { position, roots } = await cache.load();
  assert.deepEqual(position, at(5));
  assert.deepEqual(roots[0]?.stretches, [{ from: 1, to: 5 }]);
  assert.deepEqual(ordinalsOf(await cache.loadRoot(root, { from: 2, to: 4 })), [2, 3, 4]);
});
