// SPDX-License-Identifier: GPL-3.0-or-later
import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { test } from "node:test";
import { create, type DescMessage, type Message, type MessageInitShape, toBinary } from "@bufbuild/protobuf";
import { ListPagesReplySchema, ListRecentChangesReplySchema, PageSchema, PageViewSchema } from "../gen/fika/v1/pages_pb";
import { OrganisationSchema } from "../gen/fika/v1/organisation_pb";
import { ScopeKind } from "../gen/fika/v1/sync_pb";
import { CallRefused } from "../sync/calls";
import { kindOfType } from "../sync/entity_kinds";
import { makeId } from "../sync/ids";
import type { CommandView } from "../sync/outbox";
import type { NewRow } from "../sync/outbox_store";
import type { Port } from "../sync/port";
import { ChangesBuilder, type EntityRecord } from "../sync/replica_changes";
import { scopeKey } from "../sync/scope";
import { movePage, restorePage, trashPage } from "./page_acts";
import { myRecentChanges, recentChanges } from "./page_lists";
import { openPage } from "./page_views";
import { branch, children, hasChildren, page, pageKey, wantBranch } from "./pages";
import { Store } from "./store";

const organisation = makeId();
const scope = scopeKey(ScopeKind.ORGANISATION, organisation);
const position = { epoch: "ee", seq: 1, held: [scope] };

function scene(me = makeId()) {
  const store = new Store(me);
  const answers = new Map<string, Uint8Array | Error>();
  const asked: string[] = [];
  let n = 0;
  store.connect({
    query: async (method: string) => {
      const name = method.slice(method.indexOf("/") + 1);
      asked.push(name);
      const answer = answers.get(name);
      if (answer instanceof Uint8Array) return { seq: 1, response: answer };
      throw answer ?? new CallRefused("unavailable", "No.");
    },
    enqueue: async (row: NewRow) => {
      store.take({ changes: [], outbox: { changed: [{ ...row, n: (n += 1), state: "pending" } as CommandView], removed: [] } });
    },
    loadRoot: async () => undefined,
    watch: () => undefined,
    unwatch: () => undefined,
  } as unknown as Port);
  const put = (entities: Message[], removed: string[] = []): void => {
    const puts = entities.map((entity): EntityRecord => {
      const kind = kindOfType(entity.$typeName)!;
      return { key: kind.keyOf(entity), kind: kind.kind, root: kind.rootOf(entity), scope, asOf: 1, entity };
    });
    store.take({ changes: [{ ...new ChangesBuilder().take(position, new Map(), new Map()), puts, removed }], outbox: { changed: [], removed: [] } });
  };
  const answer = <S extends DescMessage>(name: string, schema: S, init: MessageInitShape<S>): void =>
    void answers.set(name, toBinary(schema, create(schema, init)));
  const status = (isLive: boolean): void =>
    store.take({ changes: [], outbox: { changed: [], removed: [] }, status: { connection: isLive ? "open" : "waiting", isLive, offlineSinceMs: isLive ? 0 : 1, notKept: [] } });
  put([create(OrganisationSchema, { id: organisation, name: "Fika" })]);
  return { store, answers, asked, put, answer, status };
}
const pageOf = (title: string, rank: string, more: MessageInitShape<typeof PageSchema> = {}) =>
  create(PageSchema, { id: makeId(), title, rank, revision: 1n, ...more } as MessageInitShape<typeof PageSchema>);
const titles = (pages: readonly { title: string }[]): string[] => pages.map(({ title }) => title);
const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 30));

test("pages stand in their order, also those that wait to be moved or thrown away", async () => {
  const { store, put } = scene();
  const [a, b, c] = [pageOf("A", "a0"), pageOf("B", "a1"), pageOf("C", "a2")];
  put([c, a, b]);
  const top = children(store, "");
  assert.deepEqual(titles(top.value), ["A", "B", "C"]);
  await movePage(store, c.id, { community: "", parent: "", before: b.id });
  assert.deepEqual(titles(top.value), ["A", "C", "B"]);
  await movePage(store, a.id, { community: "", parent: "", before: "" });
  assert.deepEqual(titles(top.value), ["C", "B", "A"]);
  await movePage(store, b.id, { community: "", parent: c.id, before: "" });
  assert.deepEqual([titles(top.value), titles(children(store, "", c.id).value)], [["C", "A"], ["B"]]);
  assert.equal(hasChildren(store, c).value, true);
  await trashPage(store, a.id);
  assert.deepEqual(titles(top.value), ["C"]);
  await restorePage(store, a.id);
  assert.deepEqual(titles(top.value), ["C", "A"]);
});

test("a branch that nobody tells of is as it was answered", async () => {
  const { store, answer, put } = scene();
  const community = makeId();
  const far = pageOf("Far", "a0", { community });
  answer("ListPages", ListPagesReplySchema, { pages: [{ page: far, hasChildren: true }], nextPage: "x" });
  await wantBranch(store, community);
  assert.deepEqual(titles(children(store, community).value), ["Far"]);
  assert.equal(branch(store, community).value.state, "part");
  assert.equal(hasChildren(store, far).value, true);
  put([create(PageSchema, { ...far, title: "Near" } as MessageInitShape<typeof PageSchema>)]);
  assert.deepEqual(titles(children(store, community).value), ["Near"]);
  assert.equal(page(store, far.id).value?.title, "Near");
});

test("without a connection there is what is held, and it is said that more may be there", async () => {
  const { store, put } = scene();
  put([pageOf("A", "a0")]);
  await wantBranch(store, "");
  assert.deepEqual(titles(children(store, "").value), ["A"]);
  assert.equal(branch(store, "").value.state, "unreachable");
});

test("recent changes take in what is told while they are shown", async () => {
  const { store, put, answer } = scene();
  const [old, fresh] = [pageOf("Old", "a0", { revisedAtMs: 10n }), pageOf("Fresh", "a1", { revisedAtMs: 20n })];
  put([old]);
  answer("ListRecentChanges", ListRecentChangesReplySchema, { changes: [{ page: old, revision: { page: old.id, number: 1n, summary: "Why" } }] });
  const list = recentChanges(store, "");
  await list.want();
  put([fresh, pageOf("Gone", "a2", { revisedAtMs: 30n, trashedAtMs: 31n })]);
  assert.deepEqual(list.now.value.rows.map((row) => [row.page.title, row.summary]), [["Fresh", ""], ["Old", "Why"]]);
});

test("what changed where the person is leaves out all other places", async () => {
  const { store, put, answer, asked } = scene();
  const [own, far] = [pageOf("Own", "a0", { revisedAtMs: 10n }), pageOf("Far", "a0", { revisedAtMs: 20n, community: makeId() })];
  put([own, far]);
  answer("ListRecentChanges", ListRecentChangesReplySchema, { changes: [{ page: own, revision: { page: own.id, number: 1n } }] });
  const list = myRecentChanges(store);
  await list.want();
  assert.deepEqual(list.now.value.rows.map((row) => row.page.title), ["Own"]);
  assert.equal(asked.length, 1);
});

test("a page is fetched when it is opened and again when it has been revised", async () => {
  const { store, put, answer, status, asked } = scene();
  const one = pageOf("One", "a0");
  put([one]);
  answer("GetPage", PageViewSchema, { page: one, html: "<p>first</p>" });
  status(true);
  const open = openPage(store, one.id);
  await turn();
  assert.deepEqual([open.state.value, open.shown.value?.view.html, asked.length], ["current", "<p>first</p>", 1]);
  const revised = create(PageSchema, { ...one, revision: 2n } as MessageInitShape<typeof PageSchema>);
  answer("GetPage", PageViewSchema, { page: revised, html: "<p>second</p>" });
  put([revised]);
  await turn();
  assert.deepEqual([open.shown.value?.view.html, asked.length], ["<p>second</p>", 2]);
  open.close();
});

test("what was read is there without a network, until the page may not be seen any more", async () => {
  const me = makeId();
  const one = pageOf("One", "a0");
  const first = scene(me);
  first.put([one]);
  first.answer("GetPage", PageViewSchema, { page: one, html: "<p>kept</p>" });
  first.status(true);
  const before = openPage(first.store, one.id);
  await turn();
  before.close();

  const second = scene(me);
  second.put([one]);
  const offline = openPage(second.store, one.id);
  await turn();
  assert.deepEqual([offline.state.value, offline.shown.value?.view.html], ["stale", "<p>kept</p>"]);
  second.answers.set("GetPage", new CallRefused("not_found", "No."));
  second.status(true);
  second.put([], [pageKey(one.id)]);
  assert.equal(offline.shown.value, undefined);
  await turn();
  assert.equal(offline.state.value, "absent");
  offline.close();

  const third = scene(me);
  third.put([one]);
  third.status(false);
  const after = openPage(third.store, one.id);
  await turn();
  assert.deepEqual([after.state.value, after.shown.value], ["unreachable", undefined]);
  after.close();
});

test("what was kept under a page that is in the trash by now is not shown", async () => {
  const me = makeId();
  const [above, below] = [pageOf("Above", "a0"), pageOf("Below", "a0")];
  const first = scene(me);
  first.put([above, below]);
  first.answer("GetPage", PageViewSchema, { page: below, html: "<p>kept</p>", breadcrumbs: [{ id: above.id, title: "Above" }] });
  first.status(true);
  const before = openPage(first.store, below.id);
  await turn();
  before.close();
  const second = scene(me);
  second.put([create(PageSchema, { ...above, trashedAtMs: 5n } as MessageInitShape<typeof PageSchema>), below]);
  const offline = openPage(second.store, below.id);
  await turn();
  assert.equal(offline.shown.value, undefined);
  offline.close();
});

test("another epoch's text is not shown under the same number of a revision", async () => {
  const me = makeId();
  const one = pageOf("One", "a0");
  const first = scene(me);
  first.put([one]);
  first.answer("GetPage", PageViewSchema, { page: one, html: "<p>before</p>" });
  first.status(true);
  const before = openPage(first.store, one.id);
  await turn();
  before.close();
  const second = scene(me);
  second.put([one]);
  second.store.world.epoch = "ff";
  const after = openPage(second.store, one.id);
  await turn();
  assert.equal(after.shown.value, undefined);
  after.close();
});

test("an address that is no id is of no page", () => {
  const open = openPage(scene().store, "not-an-id");
  assert.equal(open.state.value, "absent");
  open.close();
});
