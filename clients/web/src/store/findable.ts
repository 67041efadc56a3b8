// SPDX-License-Identifier: GPL-3.0-or-later
// All that is held here and has a name: what the palette finds.
import { computed, type ReadonlySignal } from "@preact/signals";
import { type Conversation, ConversationSchema } from "../gen/fika/v1/conversations_pb";
import { type Person, PersonSchema, Role } from "../gen/fika/v1/people_pb";
import { type Head, HeadSchema, type Thread, ThreadSchema } from "../gen/fika/v1/threads_pb";
import { listings, myCommunities } from "./communities";
import { directory, isGuest as isGuestHere, sharedCommunities } from "./directory";
import { all } from "./groups";
import { othersIn } from "./news";
import { heldPages } from "./pages";
import { organisation } from "./people";
import { presentCommunity } from "./present";
import type { Store } from "./store";

export interface Findable {
  readonly kind: "community" | "thread" | "conversation" | "person" | "page";
  readonly id: string;
  // "" for a conversation, which is named after its people.
  readonly name: string;
  readonly others: readonly string[];
  // Of a thread: its community's name; of a page likewise, or the organisation's. Of a person: unit and site.
  readonly detail: string;
  // When something last happened there; 0: not known.
  readonly lastAtMs: number;
  // Of a community: one may begin a thread there.
  readonly isMine: boolean;
  readonly isGuest: boolean;
  // Of a person whose name somebody else has, too: what tells them apart.
  readonly apart?: Apart;
}
export interface Apart {
  readonly isAdmin: boolean;
  // Names of the communities in which both the person and this one are, as far as it is known here; none
  // where unit and site are enough.
  readonly communities: readonly string[];
}
type Named = Pick<Person, "id" | "name" | "unit" | "site">;
const plain = { others: [], detail: "", lastAtMs: 0, isMine: false, isGuest: false };
const apartMax = 2;

export function findable(store: Store): ReadonlySignal<readonly Findable[]> {
  const { world } = store;
  return store.memo("findable", () => {
    const heads = world.list(all(HeadSchema.typeName), "times", (found: Head[]) => new Map(found.map(({ root, lastAtMs }) => [root, Number(lastAtMs)])));
    const threads = world.list(all(ThreadSchema.typeName), "all", (found: Thread[]) => found);
    const talks = world.list(all(ConversationSchema.typeName), "all", (found: Conversation[]) => found);
    const pages = heldPages(store);
    const people = world.list(all(PersonSchema.typeName), "all", (found: Person[]) => found);
    return computed(() => {
      const at = heads.value;
      const names = new Map(listings(store).value.map(({ community, name }) => [community, name]));
      const mine = new Map(myCommunities(store).value.map((own) => [own.id, own]));
      for (const { id, name } of mine.values()) names.set(id, name);
      const newest = new Map<string, number>();
      const found: Findable[] = [];
      for (const { id, title, community: filed, createdAtMs } of threads.value) {
        const community = presentCommunity(store, filed).value;
        const lastAtMs = at.get(id) || Number(createdAtMs);
        newest.set(community, Math.max(newest.get(community) ?? 0, lastAtMs));
        found.push({ ...plain, kind: "thread", id, name: title, detail: names.get(community) ?? "", lastAtMs });
      }
      const own = organisation(store).value?.name ?? "";
      for (const { id, title, community: filed, revisedAtMs } of pages.value) {
        const detail = filed ? (names.get(presentCommunity(store, filed).value) ?? "") : own;
        found.push({ ...plain, kind: "page", id, name: title, detail, lastAtMs: Number(revisedAtMs) });
      }
      for (const [id, name] of names) {
        const own = mine.get(id);
        found.push({ ...plain, kind: "community", id, name, lastAtMs: newest.get(id) ?? 0, isMine: own !== undefined && !own.archived });
      }
      const spokeAt = new Map<string, number>();
      for (const talk of talks.value) {
        const others = othersIn(store, talk);
        const lastAtMs = at.get(talk.id) || Number(talk.createdAtMs);
        // The person then stands where the conversation with them does.
        if (others.length === 1) spokeAt.set(others[0]!, lastAtMs);
        found.push({ ...plain, kind: "conversation", id: talk.id, name: "", others, lastAtMs });
      }
      const add = ({ id, name, unit, site }: Named, isGuest: boolean): void => {
        const detail = [unit, site].filter(Boolean).join(", ");
        found.push({ ...plain, kind: "person", id, name, detail, lastAtMs: spokeAt.get(id) ?? 0, isGuest });
      };
      for (const each of people.value) if (!each.deactivated && !each.formerColleague) add(each, each.role === Role.GUEST);
      // Guests have no directory; they find those with whom they share a community.
      if (isGuestHere(store).value) for (const each of directory(store).value) add(each, each.isGuest);
      const twins = namesakes(found);
      if (twins.size === 0) return found;
      const admins = new Set(people.value.filter(({ role }) => role === Role.ADMIN).map(({ id }) => id));
      return found.map((each) => {
        const others = each.kind === "person" ? twins.get(each.name.toLowerCase()) : undefined;
        if (!others) return each;
        const isEnough = each.detail !== "" && others.filter(({ detail }) => detail === each.detail).length === 1;
        const shared = isEnough ? [] : sharedCommunities(store, each.id).value.map(({ community }) => community.name);
        return { ...each, apart: { isAdmin: admins.has(each.id), communities: shared.slice(0, apartMax) } };
      });
    });
  });
}

// Those who share a name, by it in small letters.
function namesakes(found: readonly Findable[]): Map<string, Findable[]> {
  const all = new Map<string, Findable[]>();
  for (const each of found) {
    if (each.kind !== "person") continue;
    const small = each.name.toLowerCase();
    const known = all.get(small);
    if (known) known.push(each);
    else all.set(small, [each]);
  }
  for (const [small, { length }] of [...all]) if (length === 1) all.delete(small);
  return all;
}
