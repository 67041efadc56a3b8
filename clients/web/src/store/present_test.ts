// SPDX-License-Identifier: GPL-3.0-or-later
// A merge as the feed tells it: the scope of the community that went is revoked, that of the one that stays
// is given anew, and with it, under it, all that is filed under either.
import assert from "node:assert/strict";
import { test } from "node:test";
import { create, type Message } from "@bufbuild/protobuf";
import { CommunityLevelSchema, CommunitySchema, Level, MemberSchema } from "../gen/fika/v1/communities_pb";
import { MessageSchema } from "../gen/fika/v1/messages_pb";
import { PutSchema, ScopeKind, type ServerFrame, SnapshotSchema } from "../gen/fika/v1/sync_pb";
import { HeadSchema, ThreadSchema } from "../gen/fika/v1/threads_pb";
import { toBinary } from "@bufbuild/protobuf";
import { kindOfType } from "../sync/entity_kinds";
import { makeId } from "../sync/ids";
import { Link } from "../sync/link";
import { type Effect, nowhere } from "../sync/link_types";
import { serverFrame } from "../sync/model_for_tests";
import type { Port } from "../sync/port";
import { Replica } from "../sync/replica";
import type { Changes } from "../sync/replica_changes";
import { type ScopeKey, scopeKey, scopeOfKey } from "../sync/scope";
import { community, myCommunities } from "./communities";
import { findable } from "./findable";
import { messages } from "./messages";
import { placeOf, unreadByCommunity } from "./news";
import { mergedHere, presentCommunity } from "./present";
import { Store } from "./store";
import { thread, threads, unread } from "./threads";

const epoch = new Uint8Array(16).fill(7);
const me = makeId();
const own = scopeKey(ScopeKind.PERSON, me);
const scopeOf = (id: string): ScopeKey => scopeKey(ScopeKind.COMMUNITY, id);

// The app's own link, replica and store, told by frames.
function scene() {
  const store = new Store(me);
  store.connect({ query: async () => Promise.reject(new Error("no server")) } as unknown as Port);
  const link = new Link(nowhere);
  const replica = new Replica();
  const show = (changes: Changes): void => store.take({ changes: [changes], outbox: { changed: [], removed: [] } });
  const follow = (effects: readonly Effect[]): void => {
    for (const effect of effects) {
      if (effect.is === "apply") show(replica.apply(effect.batch));
      if (effect.is === "move") show(replica.move(effect.position));
    }
  };
  follow(link.opened());
  const take = (frame: NonNullable<ServerFrame["frame"]>): void => follow(link.take(serverFrame(frame as never)));
  const put = (entity: Message) => {
    const kind = kindOfType(entity.$typeName)!;
    return create(PutSchema, { kind: kind.kind, version: 1n, body: toBinary(kind.schema, entity) });
  };
  const snapshot = (scope: ScopeKey, entities: readonly Message[]) => create(SnapshotSchema, { scope: scopeOfKey(scope), puts: entities.map(put) });
  const upto = (seq: number) => ({ epoch, seq: BigInt(seq) });
  return {
    store,
    replica,
    show,
    bootstrap: (seq: number, ...scopes: readonly (readonly [ScopeKey, readonly Message[]])[]) =>
      take({ case: "bootstrap", value: { upto: upto(seq), snapshots: scopes.map(([scope, entities]) => snapshot(scope, entities)) } } as never),
    // As the feed answers who holds a scope that grew by a merge.
    resume: (from: number, seq: number, granted: readonly [ScopeKey, readonly Message[]], revoked: readonly ScopeKey[]) =>
      take({
        case: "resumed",
        value: { from: BigInt(from), upto: upto(seq), granted: [snapshot(...granted)], revoked: revoked.map(scopeOfKey), deltas: [] },
      } as never),
    delta: (seq: number, prev: number, scope: ScopeKey, ...entities: readonly Message[]) => {
      take({ case: "delta", value: { scope: scopeOfKey(scope), seq: BigInt(seq), prev: BigInt(prev), puts: entities.map(put), tombstones: [], left: [], entered: [], watchedRoot: new Uint8Array() } } as never);
      take({ case: "commit", value: { seq: BigInt(seq) } } as never);
    },
  };
}

const [wells, pumps] = [makeId(), makeId()];
const [deep, loud] = [makeId(), makeId()];
const place = (id: string, name: string, more = {}) => create(CommunitySchema, { id, name, ...more });
const membership = (root: string) => create(MemberSchema, { root, person: me, joinedAtMs: 5n });
const filed = (id: string, under: string, title: string) => create(ThreadSchema, { id, community: under, title });
const said = (root: string, last: number) => create(HeadSchema, { root, lastOrdinal: BigInt(last), lastAtMs: 10n });
const redirect = place(wells, "Wells", { mergedInto: pumps });

// In both communities, then merged; the threads are not filed anew yet.
function merged() {
  const told = scene();
  const ownPuts = [create(CommunityLevelSchema, { person: me, community: pumps, level: Level.ALL })];
  told.bootstrap(
    10,
    [own, ownPuts],
    [scopeOf(wells), [place(wells, "Wells"), membership(wells), filed(deep, wells, "Deep"), said(deep, 3)]],
    [scopeOf(pumps), [place(pumps, "Pumps"), membership(pumps), filed(loud, pumps, "Loud"), said(loud, 1)]],
  );
  const all = [place(pumps, "Pumps"), redirect, membership(pumps), membership(wells), filed(deep, wells, "Deep"), said(deep, 3), filed(loud, pumps, "Loud"), said(loud, 1)];
  told.resume(10, 11, [scopeOf(pumps), all], [scopeOf(wells)]);
  return told;
}

test("before a merge each community leads to itself", () => {
  const { store } = scene();
  assert.equal(presentCommunity(store, wells).value, wells);
  assert.deepEqual(mergedHere(store, pumps).value, []);
});

test("what was in the community that went is in the one that stays, at once", () => {
  const { store, replica } = merged();
  assert.deepEqual([...replica.position.held].sort(), [own, scopeOf(pumps)].sort());
  assert.equal(presentCommunity(store, wells).value, pumps);
  assert.deepEqual(mergedHere(store, pumps).value, [wells]);
  assert.deepEqual(myCommunities(store).value.map(({ name }) => name), ["Pumps"]);
  assert.deepEqual(threads(store, pumps).value.map(({ title }) => title).sort(), ["Deep", "Loud"]);
  assert.deepEqual(unreadByCommunity(store).value.map((each) => [each.community.name, each.threads.length]), [["Pumps", 2]]);
  assert.equal(unread(store, deep).value, 3);
  const where = placeOf(store, deep);
  assert.ok(where.is === "thread" && where.community === pumps);
  const found = findable(store).value;
  assert.deepEqual(found.filter(({ kind }) => kind === "community").map(({ name }) => name), ["Pumps"]);
  assert.deepEqual(found.filter(({ kind }) => kind === "thread").map(({ detail }) => detail), ["Pumps", "Pumps"]);
});

test("a thread that is filed anew stays one thread", () => {
  const { store, delta } = merged();
  const before = thread(store, deep).value;
  delta(12, 11, scopeOf(pumps), filed(deep, pumps, "Deep"));
  assert.equal(before?.community, wells);
  assert.equal(thread(store, deep).value?.community, pumps);
  assert.equal(threads(store, pumps).value.length, 2);
  assert.equal(unread(store, deep).value, 3);
});

test("what is fetched and names the community that went is held, and told of", () => {
  const { store, replica, show, delta } = merged();
  const old = makeId();
  const words = create(MessageSchema, { root: old, id: makeId(), ordinal: 1n, text: "Old words" });
  const outcome = replica.applyFetched({ seq: 11, entities: [filed(old, wells, "Older"), said(old, 1), words], stretch: { root: old, from: 1, to: 1 } });
  assert.ok(typeof outcome !== "string", String(outcome));
  show(outcome);
  assert.ok(threads(store, pumps).value.some(({ title }) => title === "Older"));
  delta(12, 11, scopeOf(pumps), create(MessageSchema, { ...words, text: "New words" }));
  assert.deepEqual(messages(store, old).value.map(({ text }) => text), ["New words"]);
});

test("a chain leads to its end, also while it is told in two commits", () => {
  const { store, bootstrap, delta } = scene();
  const water = makeId();
  bootstrap(1, [own, []], [scopeOf(water), [place(water, "Water"), membership(water), redirect, place(pumps, "Pumps", { mergedInto: water })]]);
  assert.equal(presentCommunity(store, wells).value, water);
  assert.deepEqual([...mergedHere(store, water).value].sort(), [wells, pumps].sort());
  delta(2, 1, scopeOf(water), place(wells, "Wells", { mergedInto: water }));
  assert.equal(presentCommunity(store, wells).value, water);
  assert.equal(community(store, wells).value?.name, "Wells");
  // Nonsense ends somewhere.
  delta(3, 2, scopeOf(water), place(water, "Water", { mergedInto: wells }));
  assert.ok([wells, pumps, water].includes(presentCommunity(store, wells).value));
});
