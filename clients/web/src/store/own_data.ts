// SPDX-License-Identifier: GPL-3.0-or-later
// What Fika holds of a person alone: everything under their own scope that this device has, with their
// profile, as text to keep.
import { type Message, toJson } from "@bufbuild/protobuf";
import { entityKinds } from "../sync/entity_kinds";
import { myCommunities } from "./communities";
import { all } from "./groups";
import { me } from "./people";
import type { Store } from "./store";

// One's own entities, by their type: settings, sign-ins, levels, read markers, drafts, inbox, what is saved.
export function ownEntities(store: Store): ReadonlyMap<string, readonly Message[]> {
  const found = new Map<string, readonly Message[]>();
  for (const { schema, rootField, rootOf } of entityKinds.values()) {
    if (rootField !== "person") continue;
    const own = store.world.inGroup<Message>(all(schema.typeName)).filter((entity) => rootOf(entity) === store.me);
    if (own.length > 0) found.set(schema.name, own);
  }
  return found;
}

export function ownDataFile(store: Store): string {
  const person = me(store).peek();
  const entities: Record<string, unknown> = {};
  for (const { schema, kind } of entityKinds.values()) {
    const own = ownEntities(store).get(schema.name);
    if (own) entities[schema.name] = own.map((entity) => toJson(entityKinds.get(kind)!.schema, entity));
  }
  return `${JSON.stringify(
    {
      savedAt: new Date().toISOString(),
      person: person ? { ...person, $typeName: undefined, createdAtMs: String(person.createdAtMs) } : store.me,
      communities: myCommunities(store).peek().map(({ id, name }) => ({ id, name })),
      entities,
    },
    null,
    2,
  )}\n`;
}
