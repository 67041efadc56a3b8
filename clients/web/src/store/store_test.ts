// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import { test } from "node:test";
import { create, type Message } from "@bufbuild/protobuf";
import { CommunityLevelSchema, Level } from "../gen/fika/v1/communities_pb";
import { MessageSchema } from "../gen/fika/v1/messages_pb";
import { ReadMarkerSchema } from "../gen/fika/v1/reading_pb";
import { ScopeKind } from "../gen/fika/v1/sync_pb";
import { HeadSchema, ThreadFollow, ThreadLevelSchema, ThreadSchema } from "../gen/fika/v1/threads_pb";
import { kindOfType } from "../sync/entity_kinds";
import { makeId } from "../sync/ids";
import type { CommandView } from "../sync/outbox";
import type { NewRow } from "../sync/outbox_store";
import type { Port } from "../sync/port";
import { ChangesBuilder, type EntityRecord } from "../sync/replica_changes";
import { scopeKey } from "../sync/scope";
import { deleteMessage, editMessage, markUnread, messages, post, react, reactions, saveDraft, draft } from "./messages";
import { isPendingOrdinal } from "./overlay";
import { Store } from "./store";
import { renameThread, startThread, thread, threads, unread, unreadIn } from "./threads";

const me = makeId();
const community = makeId();
const scope = scopeKey(ScopeKind.COMMUNITY, community);

// A store whose commands wait for ever, until the test confirms them.
function scene() {
  const store = new Store(me);
  const rows: NewRow[] = [];
  store.connect({
    enqueue: async (row: NewRow) => {
      rows.push(row);
      store.take({ changes: [], outbox: { changed: [{ ...row, n: rows.length, state: "pending" } as CommandView], removed: [] } });
    },
    discard: async (n: number) => store.take({ changes: [], outbox: { changed: [], removed: [n] } }),
  } as unknown as Port);
  const put = (entities: Message[], removed: number[] = []): void => {
    const puts = entities.map((entity): EntityRecord => {
      const kind = kindOfType(entity.$typeName);
      if (!kind) throw new Error("no entity");
      return { key: kind.keyOf(entity), kind: kind.kind, root: kind.rootOf(entity), scope, asOf: 1, entity };
    });
    const position = { epoch: "ee", seq: 1, held: [scope] };
    const changes = { ...new ChangesBuilder().take(position, new Map(), new Map()), puts };
    store.take({ changes: [changes], outbox: { changed: [], removed } });
  };
  const threadWith = (title: string, last: number, atMs: number, pinned = false): string => {
    const id = makeId();
    put([
      create(ThreadSchema, { id, community, title, pinned }),
      create(HeadSchema, { root: id, lastOrdinal: BigInt(last), lastAtMs: BigInt(atMs) }),
    ]);
    return id;
  };
  return { store, rows, put, threadWith };
}

test("threads are sorted by pin and activity, and follow both", () => {
  const { store, put, threadWith } = scene();
  const old = threadWith("Old", 3, 100);
  threadWith("New", 3, 200);
  threadWith("Pinned", 1, 50, true);
  const titles = (): string[] => threads(store, community).value.map(({ title }) => title);
  assert.deepEqual(titles(), ["Pinned", "New", "Old"]);
  put([create(HeadSchema, { root: old, lastOrdinal: 4n, lastAtMs: 300n })]);
  assert.deepEqual(titles(), ["Pinned", "Old", "New"]);
});

test("unread is arithmetic, and what is muted counts as read", () => {
  const { store, put, threadWith } = scene();
  const [first, second] = [threadWith("First", 7, 100), threadWith("Second", 2, 200)];
  put([create(ReadMarkerSchema, { person: me, root: first, ordinal: 5n })]);
  assert.equal(unread(store, first).value, 2);
  assert.deepEqual(unreadIn(store, community).value, { threads: 2, messages: 4 });
  put([create(ThreadLevelSchema, { person: me, thread: second, follow: ThreadFollow.MUTE })]);
  assert.deepEqual(unreadIn(store, community).value, { threads: 1, messages: 2 });
  put([create(CommunityLevelSchema, { person: me, community, level: Level.MUTE })]);
  assert.deepEqual(unreadIn(store, community).value, { threads: 0, messages: 0 });
});

test("what waits is drawn on top, and becomes what the server says without flicker", async () => {
  const { store, put, threadWith } = scene();
  const root = threadWith("Thread", 1, 100);
  const own = create(MessageSchema, { root, id: makeId(), ordinal: 1n, author: me, text: "Frist" });
  put([own]);
  const seen: string[][] = [];
  const stop = messages(store, root).subscribe((found) => void seen.push(found.map(({ text }) => text)));
  await editMessage(store, own.id, "First");
  const id = await post(store, root, "Second");
  await react(store, id, "👍", true);
  assert.equal(isPendingOrdinal(messages(store, root).value[1]?.ordinal ?? 0n), true);
  assert.deepEqual(reactions(store, id).value, [{ emoji: "👍", people: [me], isMine: true }]);
  assert.equal(store.waitingCount.value, 3);
  assert.equal(store.commandsAbout(id).value.length, 2);
  // The server's own change comes before its reply, then both commands go with the cursor.
  put([create(MessageSchema, { root, id, ordinal: 2n, author: me, text: "Second" })]);
  put([create(MessageSchema, { ...own, text: "First", editedAtMs: 5n })], [1, 2]);
  stop();
  const distinct = seen.filter((texts, i) => i === 0 || texts.join() !== seen[i - 1]?.join());
  assert.deepEqual(distinct, [["Frist"], ["First"], ["First", "Second"]]);
  assert.equal(isPendingOrdinal(messages(store, root).value[1]?.ordinal ?? 0n), false);
});

test("a thread, its title, its messages and a draft can be worked on before the server knows of them", async () => {
  const { store, rows } = scene();
  const id = await startThread(store, { community, text: "A first line\nand more" });
  assert.equal(thread(store, id).value?.title, "A first line");
  await renameThread(store, id, "Better");
  assert.equal(thread(store, id).value?.title, "Better");
  const second = await post(store, id, "Mine");
  await deleteMessage(store, second);
  assert.deepEqual(messages(store, id).value.map(({ text, deleted }) => [text, deleted]), [["A first line\nand more", false], ["", true]]);
  await saveDraft(store, id, "Half a");
  assert.equal(draft(store, id).value?.text, "Half a");
  await saveDraft(store, id, " ");
  assert.equal(draft(store, id).value, undefined);
  assert.ok(rows[0]?.makes.includes(id) && rows[2]?.about.includes(id), "what builds on the thread says so");
});

test("marking unread starts a generation", async () => {
  const { store, put, threadWith } = scene();
  const root = threadWith("Thread", 9, 100);
  put([create(ReadMarkerSchema, { person: me, root, ordinal: 9n })]);
  await markUnread(store, root, 4);
  assert.equal(unread(store, root).value, 6);
});
