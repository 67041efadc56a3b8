// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import { test } from "node:test";
import { create, type Message } from "@bufbuild/protobuf";
import { CommunitySchema, MemberSchema } from "../gen/fika/v1/communities_pb";
import { OrganisationSchema } from "../gen/fika/v1/organisation_pb";
import { PageSchema } from "../gen/fika/v1/pages_pb";
import { PersonSchema, PersonSettingsSchema, Role } from "../gen/fika/v1/people_pb";
import { kindOfType } from "../sync/entity_kinds";
import { makeId } from "../sync/ids";
import { ChangesBuilder, type EntityRecord } from "../sync/replica_changes";
import { findable } from "./findable";
import { Store } from "./store";

const [me, anna, other, bo, pumps] = [makeId(), makeId(), makeId(), makeId(), makeId()];

function storeOf(entities: readonly Message[]): Store {
  const store = new Store(me);
  const puts = entities.map((entity): EntityRecord => {
    const kind = kindOfType(entity.$typeName);
    if (!kind) throw new Error("no entity");
    return { key: kind.keyOf(entity), kind: kind.kind, root: kind.rootOf(entity), scope: "1/x", asOf: 1, entity };
  });
  const position = { epoch: "ee", seq: 1, held: [] };
  const changes = { ...new ChangesBuilder().take(position, new Map(), new Map()), puts };
  store.take({ changes: [changes], outbox: { changed: [], removed: [] } });
  return store;
}
const member = (person: string, name: string, more = {}) => create(MemberSchema, { root: pumps, person, name, ...more });
const people = (store: Store) => findable(store).value.filter(({ kind }) => kind === "person");

test("a guest finds the people of their communities by what a member says of them", () => {
  const store = storeOf([
    create(PersonSettingsSchema, { person: me }),
    create(CommunitySchema, { id: pumps, name: "Pumps" }),
    member(me, "Gita", { guest: true }),
    member(anna, "Anna"),
    member(bo, "Bo", { left: true }),
  ]);
  assert.deepEqual(people(store).map(({ name, isGuest }) => [name, isGuest]).sort(), [["Anna", false], ["Gita", true]]);
});

test("pages are found by their titles with the place they are in, and not in the trash", () => {
  const store = storeOf([
    create(CommunitySchema, { id: pumps, name: "Pumps" }),
    create(MemberSchema, { root: pumps, person: me }),
    create(OrganisationSchema, { id: makeId(), name: "Fika" }),
    create(PageSchema, { id: makeId(), title: "Filters", community: pumps }),
    create(PageSchema, { id: makeId(), title: "Handbook" }),
    create(PageSchema, { id: makeId(), title: "Gone", trashedAtMs: 1n }),
  ]);
  const pages = findable(store).value.filter(({ kind }) => kind === "page");
  assert.deepEqual(pages.map(({ name, detail }) => [name, detail]).sort(), [["Filters", "Pumps"], ["Handbook", "Fika"]]);
});

test("people of one name are told apart by what one shares with them and by their role", () => {
  const store = storeOf([
    create(PersonSchema, { id: me, name: "Maja", role: Role.MEMBER }),
    create(PersonSchema, { id: anna, name: "Anna Berg", role: Role.MEMBER }),
    create(PersonSchema, { id: other, name: "anna berg", role: Role.ADMIN }),
    create(PersonSchema, { id: bo, name: "Bo", role: Role.MEMBER }),
    create(CommunitySchema, { id: pumps, name: "Pumps" }),
    member(me, "Maja"),
    member(anna, "Anna Berg"),
  ]);
  const apart = new Map(people(store).map(({ id, apart }) => [id, apart]));
  assert.deepEqual(apart.get(anna), { isAdmin: false, communities: ["Pumps"] });
  assert.deepEqual(apart.get(other), { isAdmin: true, communities: [] });
  assert.equal(apart.get(bo), undefined);
  const apartIn = (unit: string) => {
    const store = storeOf([
      create(PersonSchema, { id: anna, name: "Anna", unit: "Plant" }),
      create(PersonSchema, { id: other, name: "Anna", unit }),
      create(CommunitySchema, { id: pumps, name: "Pumps" }),
      member(me, "Maja"),
      member(anna, "Anna"),
    ]);
    return people(store).find(({ id }) => id === anna)?.apart?.communities;
  };
  assert.deepEqual(apartIn("Office"), [], "the unit says it");
  assert.deepEqual(apartIn("Plant"), ["Pumps"]);
});
