// SPDX-License-Identifier: GPL-3.0-or-later
// Reading: people, oneself, the organisation, the inbox.
import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { Member } from "../gen/fika/v1/communities_pb";
import { type InboxItem, InboxItemSchema } from "../gen/fika/v1/messages_pb";
import { type Organisation, OrganisationSchema } from "../gen/fika/v1/organisation_pb";
import { PeopleService, type Person, PersonSchema, type PersonSettings, type UpdateProfileRequestSchema } from "../gen/fika/v1/people_pb";
import type { MessageInitShape } from "@bufbuild/protobuf";
import { keyOfIds } from "../sync/entity_kinds";
import { all, placesOf } from "./groups";
import type { Store } from "./store";

export function organisation({ world }: Store): ReadonlySignal<Organisation | undefined> {
  return world.list(all(OrganisationSchema.typeName), "the one", ([one]: Organisation[]) => one);
}

export function person({ world }: Store, id: string): ReadonlySignal<Person | undefined> {
  return world.list(all(PersonSchema.typeName), `person ${id}`, () => {
    const [organisation] = world.inGroup<Organisation>(all(OrganisationSchema.typeName));
    return organisation && (world.get(keyOfIds(2, organisation.id, id)) as Person | undefined);
  });
}

// A name for what somebody wrote. Guests draw names from the places they share; nothing where the
// name has not come yet: see wantPeople().
export function nameOf(store: Store, id: string): ReadonlySignal<string | undefined> {
  const asPerson = person(store, id);
  const asMember = store.world.list(placesOf(id), "name", ([place]: Member[]) => place?.name);
  return store.memo(`name ${id}`, () => computed(() => asPerson.value?.name || asMember.value || undefined));
}

export function me(store: Store): ReadonlySignal<Person | undefined> {
  return store.memo("me", () => computed(() => person(store, store.me).value ?? meAsTold(store).value));
}
// A guest holds nothing of the organisation, so nobody tells them of changes to their own profile: it is
// asked for when they are connected, and after each change of their own.
export async function wantMe(store: Store): Promise<void> {
  if (organisation(store).peek()) return;
  const told = await store.query(PeopleService.method.getMe, {}).catch(() => undefined);
  if (told?.person) meAsTold(store).value = told.person;
}
const meAsTold = (store: Store): Signal<Person | undefined> =>
  store.memo("me as told", () => signal(undefined)) as Signal<Person | undefined>;
export function mySettings({ world, me: id }: Store): ReadonlySignal<PersonSettings | undefined> {
  return world.entity(keyOfIds(3, id));
}

// Everybody held here, by name; the directory fetches more (PeopleService.ListPeople).
export function people({ world }: Store): ReadonlySignal<readonly Person[]> {
  return world.list(all(PersonSchema.typeName), "by name", (everybody: Person[]) =>
    everybody.sort((a, b) => a.name.localeCompare(b.name)),
  );
}

// What one must be told, the newest first.
export function inbox({ world }: Store): ReadonlySignal<readonly InboxItem[]> {
  return world.list(all(InboxItemSchema.typeName), "newest first", (items: InboxItem[]) =>
    items.sort((a, b) => Number(b.createdAtMs - a.createdAtMs)),
  );
}

// Fetches those of the people that are not held, each once a visit.
export async function wantPeople(store: Store, ids: Iterable<string>): Promise<void> {
  for (const id of ids) {
    if (id === "" || store.wanted.has(id) || nameOf(store, id).peek() !== undefined) continue;
    store.wanted.add(id);
    store.query(PeopleService.method.getPerson, { person: id }).catch(() => store.wanted.delete(id));
  }
}

export function updateProfile(store: Store, change: MessageInitShape<typeof UpdateProfileRequestSchema>): Promise<void> {
  return store.command(PeopleService.method.updateProfile, change, { about: [store.me] });
}
