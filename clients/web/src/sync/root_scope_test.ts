// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import { test } from "node:test";
import { create } from "@bufbuild/protobuf";
import { PageSchema } from "../gen/fika/v1/pages_pb";
import { ScopeKind } from "../gen/fika/v1/sync_pb";
import { makeId } from "./ids";
import { namedScope, rootScopeOf } from "./root_scope";
import { type ScopeKey, scopeKey } from "./scope";

test("a page is in its community's scope, or in the organisation's, which it does not name", () => {
  const [id, community, organisation] = [makeId(), makeId(), makeId()];
  const held = new Set<ScopeKey>([scopeKey(ScopeKind.PERSON, makeId()), scopeKey(ScopeKind.ORGANISATION, organisation)]);
  const inCommunity = rootScopeOf(create(PageSchema, { id, community }));
  assert.equal(inCommunity && namedScope(inCommunity, held), scopeKey(ScopeKind.COMMUNITY, community));
  const inOrganisation = rootScopeOf(create(PageSchema, { id }));
  assert.equal(inOrganisation && namedScope(inOrganisation, held), scopeKey(ScopeKind.ORGANISATION, organisation));
  // A guest holds none, and no page of it.
  assert.ok(inOrganisation && !held.has(namedScope(inOrganisation, new Set())));
});
