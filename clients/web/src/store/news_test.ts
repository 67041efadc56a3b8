// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import { test } from "node:test";
import { create, type Message, toBinary } from "@bufbuild/protobuf";
import { CommunitySchema, MemberSchema } from "../gen/fika/v1/communities_pb";
import { ConversationSchema } from "../gen/fika/v1/conversations_pb";
import { InboxItemSchema, InboxKind, PostMessageRequestSchema } from "../gen/fika/v1/messages_pb";
import { DraftSchema, ReadMarkerSchema } from "../gen/fika/v1/reading_pb";
import { ScopeKind } from "../gen/fika/v1/sync_pb";
import { HeadSchema, ThreadSchema } from "../gen/fika/v1/threads_pb";
import { kindOfType } from "../sync/entity_kinds";
import { makeId } from "../sync/ids";
import type { CommandView } from "../sync/outbox";
import type { NewRow } from "../sync/outbox_store";
import type { Port } from "../sync/port";
import { ChangesBuilder, type EntityRecord } from "../sync/replica_changes";
import { scopeKey } from "../sync/scope";
import { forMeCount, markAllRead, news, unreadByCommunity, unreadConversations, waitingDrafts } from "./news";
import { refusedCommands } from "./refused";
import { Store } from "./store";
import { unread, unreadIn } from "./threads";

const me = makeId();

function scene() {
  const store = new Store(me);
  const rows: NewRow[] = [];
  const show = (view: CommandView): void => store.take({ changes: [], outbox: { changed: [view], removed: [] } });
  store.connect({
    enqueue: async (row: NewRow) => {
      rows.push(row);
      show({ ...row, n: rows.length, state: "pending" } as CommandView);
    },
  } as unknown as Port);
  const put = (...entities: Message[]): void => {
    const scope = scopeKey(ScopeKind.COMMUNITY, makeId());
    const puts = entities.map((entity): EntityRecord => {
      const kind = kindOfType(entity.$typeName)!;
      return { key: kind.keyOf(entity), kind: kind.kind, root: kind.rootOf(entity), scope, asOf: 1, entity };
    });
    const position = { epoch: "ee", seq: 1, held: [scope] };
    const changes = { ...new ChangesBuilder().take(position, new Map(), new Map()), puts };
    store.take({ changes: [changes], outbox: { changed: [], removed: [] } });
  };
  const community = (name: string): string => {
    const id = makeId();
    put(create(CommunitySchema, { id, name }), create(MemberSchema, { root: id, person: me }));
    return id;
  };
  const thread = (of: string, title: string, last: number, read: number, atMs: number): string => {
    const root = makeId();
    put(
      create(ThreadSchema, { id: root, community: of, title }),
      create(HeadSchema, { root, lastOrdinal: BigInt(last), lastAtMs: BigInt(atMs) }),
      create(ReadMarkerSchema, { person: me, root, ordinal: BigInt(read) }),
    );
    return root;
  };
  return { store, rows, show, put, community, thread };
}

test("unread stands by community, where something happened last first", () => {
  const { store, community, thread } = scene();
  const [drift, ritning, lugn] = [community("Drift"), community("Ritning"), community("Lugn")];
  thread(drift, "Gammal", 3, 1, 100);
  thread(drift, "Ny", 9, 8, 200);
  thread(ritning, "Nyast", 1, 0, 300);
  thread(lugn, "Läst", 4, 4, 400);
  const shown = unreadByCommunity(store).value.map((each) => [each.community.name, each.threads.map(({ root, count }) => [root.title, count])]);
  assert.deepEqual(shown, [["Ritning", [["Nyast", 1]]], ["Drift", [["Ny", 1], ["Gammal", 2]]]]);
});

test("what was said before somebody came is not new to them, in no place", () => {
  const { store, put } = scene();
  const [place, old, young] = [makeId(), makeId(), makeId()];
  const said = (root: string, last: number, atMs: number): void => put(create(HeadSchema, { root, lastOrdinal: BigInt(last), lastAtMs: BigInt(atMs) }));
  put(create(CommunitySchema, { id: place, name: "Bibliotek" }), create(MemberSchema, { root: place, person: me, joinedAtMs: 500n }));
  for (const id of [old, young]) put(create(ThreadSchema, { id, community: place, title: id }));
  said(old, 40, 400);
  said(young, 2, 600);
  assert.deepEqual(unreadByCommunity(store).value[0]?.threads.map(({ root, count }) => [root.id, count]), [[young, 2]]);
  assert.deepEqual(unreadIn(store, place).value, { threads: 1, messages: 2 });
  assert.equal(unread(store, old).value, 0);
  // Half read, it is what anybody has left half read; and a new word in it is new.
  put(create(ReadMarkerSchema, { person: me, root: old, ordinal: 38n }));
  assert.equal(unread(store, old).value, 2);
  put(create(ReadMarkerSchema, { person: me, root: old, ordinal: 40n }));
  said(old, 41, 700);
  assert.deepEqual(unreadIn(store, place).value, { threads: 2, messages: 3 });
});

test("a community is marked read at once, and the way back restores each thread's place", async () => {
  const { store, rows, community, thread } = scene();
  const drift = community("Drift");
  const roots = [thread(drift, "En", 3, 1, 100), thread(drift, "Två", 9, 8, 200)];
  const undo = await markAllRead(store, roots);
  assert.equal(unreadByCommunity(store).value.length, 0);
  await undo();
  assert.deepEqual(unreadByCommunity(store).value[0]?.threads.map(({ count }) => count), [1, 2]);
  assert.equal(rows.length, 4);
});

test("news knows its place, and only what is not done counts", () => {
  const { store, put, community, thread } = scene();
  const root = thread(community("Drift"), "Pump", 1, 1, 100);
  const item = (about: string, done: boolean, atMs: number): Message =>
    create(InboxItemSchema, { person: me, id: makeId(), kind: InboxKind.MENTION, about, done, createdAtMs: BigInt(atMs) });
  put(item(root, false, 1), item(makeId(), true, 2));
  assert.deepEqual(news(store).value.map(({ place, kind }) => [place.is, kind]), [["unknown", "mention"], ["thread", "mention"]]);
  assert.equal(forMeCount(store).value, 1);
});

test("conversations and drafts say with whom", () => {
  const { store, put } = scene();
  const [id, bo] = [makeId(), makeId()];
  put(create(ConversationSchema, { id, participants: [me, bo] }), create(HeadSchema, { root: id, lastOrdinal: 2n, lastAtMs: 5n }));
  put(create(DraftSchema, { person: me, target: id, text: "Hej" }));
  assert.equal(unreadConversations(store).value[0]?.count, 2);
  assert.deepEqual(waitingDrafts(store).value[0]?.place, { is: "conversation", id, others: [bo] });
});

test("a refused command says what was written, where, and what waits for it", () => {
  const { store, show, community, thread } = scene();
  const root = thread(community("Drift"), "Pump", 1, 1, 100);
  const id = makeId();
  const request = toBinary(PostMessageRequestSchema, create(PostMessageRequestSchema, { id, root, text: "Ventilen" }));
  const row = { clientId: "", method: "fika.v1.MessageService/PostMessage", request, makes: [id], about: [root], createdMs: 7 };
  show({ ...row, n: 1, state: "refused", refused: { code: "failed_precondition", message: "Closed." } });
  show({ ...row, n: 2, state: "held", makes: [makeId()], about: [root, id] });
  const [refused] = refusedCommands(store).value;
  assert.equal(refused?.text, "Ventilen");
  assert.equal(refused?.method, "PostMessage");
  assert.equal(refused?.place.is, "thread");
  assert.equal(refused?.heldCount, 1);
});
