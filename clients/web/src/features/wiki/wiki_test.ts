// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import { test } from "node:test";
import { create, type MessageInitShape } from "@bufbuild/protobuf";
import { PageSchema } from "../../gen/fika/v1/pages_pb";
import { ScopeKind } from "../../gen/fika/v1/sync_pb";
import { findRoute } from "../../router/match";
import { pageKey } from "../../store/pages";
import { Store } from "../../store/store";
import { makeId } from "../../sync/ids";
import { ChangesBuilder } from "../../sync/replica_changes";
import { scopeKey } from "../../sync/scope";
import { wiki } from ".";
import { anchorOf } from "./article";
import { nextAfter } from "./dragging";
import { placeFrom, placeQuery, tagPath } from "./tag_path";
import { findPages, isOpen, isWithinPage, setOpen, titlesAbove } from "./tree_state";

const scope = scopeKey(ScopeKind.ORGANISATION, makeId());

function scene(...pages: MessageInitShape<typeof PageSchema>[]) {
  const store = new Store(makeId());
  const puts = pages.map((init) => {
    const entity = create(PageSchema, init);
    return { key: pageKey(entity.id), kind: 60, root: entity.id, scope, asOf: 1, entity };
  });
  const position = { epoch: "ee", seq: 1, held: [scope] };
  store.take({ changes: [{ ...new ChangesBuilder().take(position, new Map(), new Map()), puts }], outbox: { changed: [], removed: [] } });
  return store;
}

test("titles are found without case and accents, and those that begin so come first", () => {
  const [top, below, other] = [makeId(), makeId(), makeId()];
  const store = scene(
    { id: top, title: "Handbok" },
    { id: below, title: "Så anställer vi", parent: top },
    { id: other, title: "Anställda" },
    { id: makeId(), title: "Anställda i en gemenskap", community: makeId() },
    { id: makeId(), title: "Anställda som slutat", trashedAtMs: 5n },
  );
  assert.deepEqual(findPages(store, "", "anstall").map((each) => [each.page.title, each.above.join()]), [["Anställda", ""], ["Så anställer vi", "Handbok"]]);
  assert.deepEqual(findPages(store, "", "VI så").map((each) => each.page.id), [below]);
  assert.deepEqual(findPages(store, "", "  "), []);
  assert.equal(findPages(store, "", "a", 1).length, 1);
});

test("a page cannot go below itself, and a ring that should not be ends", () => {
  const [a, b, c] = [makeId(), makeId(), makeId()];
  const store = scene({ id: a, title: "A", parent: c }, { id: b, title: "B", parent: a }, { id: c, title: "C", parent: b });
  assert.equal(isWithinPage(store, b, a), true);
  assert.equal(isWithinPage(store, b, makeId()), false);
  assert.ok(titlesAbove(store, create(PageSchema, { id: b, parent: a })).length <= 12);
});

test("what is drawn behind a page stands in front of the one that follows it", () => {
  const siblings = ["a", "b", "c"].map((id) => ({ id }));
  assert.equal(nextAfter(siblings, "a", "c"), "b");
  assert.equal(nextAfter(siblings, "a", "b"), "c");
  assert.equal(nextAfter(siblings, "c", "a"), "");
});

test("branches stay as they were opened", () => {
  const store = scene();
  setOpen(store, ["a", "b"], true);
  setOpen(store, ["b"], false);
  assert.deepEqual([isOpen(store, "a"), isOpen(store, "b")], [true, false]);
});

test("lists name their place: one community, the organisation, or all", () => {
  const community = makeId();
  for (const place of [community, "", null]) assert.equal(placeFrom(new URLSearchParams(placeQuery(place))), place);
  assert.equal(tagPath("vad/är detta?", null), "/wiki/tags/vad%2F%C3%A4r%20detta%3F");
  assert.equal(tagPath("node.js", ""), "/wiki/tags/node%2Ejs?place=organisation");
});

test("an address leads to its heading whether it is escaped or not", () => {
  assert.equal(anchorOf("#h-%C3%A5tg%C3%A4rd"), "h-åtgärd");
  assert.equal(anchorOf("#h-åtgärd"), "h-åtgärd");
  assert.equal(anchorOf("#h-100%"), "h-100%");
});

test("a page is read with or without words behind its id", () => {
  const id = makeId();
  for (const path of [`/p/${id}`, `/p/${id}/kaffemaskinen-som-stannade`]) assert.equal(findRoute(wiki.routes, path)?.params["page"], id);
  assert.equal(findRoute(wiki.routes, "/wiki/tags/vad%2Fsom")?.params["tag"], "vad/som");
});
