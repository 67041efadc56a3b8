// SPDX-License-Identifier: GPL-3.0-or-later
// What stewards and administrators see to: words that found nothing, and words that mean the same. Asked and
// answered at once, as nobody mends a search on a train.
import { computed, type ReadonlySignal } from "@preact/signals";
import { type SearchGap, SearchService, type SynonymSet } from "../gen/fika/v1/search_pb";
import { Role } from "../gen/fika/v1/people_pb";
import { makeId } from "../sync/ids";
import { listings, myMembership } from "./communities";
import { asked, type AskedList } from "./page_lists";
import { me } from "./people";
import type { Store } from "./store";

export type { SearchGap, SynonymSet } from "../gen/fika/v1/search_pb";

// As the server has it: a community that is listed, with so many members.
const caredMembersMin = 5;

// Stewards of a community that many are in, and administrators.
export function caresForSearch(store: Store): ReadonlySignal<boolean> {
  const isSteward = (id: string): boolean => {
    const member = myMembership(store, id).value;
    return member?.steward === true && !member.left;
  };
  return store.memo("cares for search", () =>
    computed(
      () =>
        me(store).value?.role === Role.ADMIN ||
        listings(store).value.some(({ community, memberCount }) => memberCount >= caredMembersMin && isSteward(community)),
    ),
  );
}

const gapBytesMax = 200;

// Somebody found nothing by these words. Nobody learns who; each query is told once a visit.
export function noteGap(store: Store, query: string): void {
  const words = query.trim().replace(/\s+/g, " ");
  const name = `gap ${words.toLowerCase()}`;
  if (words === "" || store.wanted.has(name) || new TextEncoder().encode(words).length > gapBytesMax) return;
  store.wanted.add(name);
  store.query(SearchService.method.noteGap, { query: words }).catch(() => store.wanted.delete(name));
}

export function gaps(store: Store): AskedList<SearchGap> {
  return asked<SearchGap>(store, "search gaps", async () => {
    const { gaps: rows } = await store.query(SearchService.method.listGaps, { limit: 200 });
    return { rows, next: "" };
  });
}
export async function dismissGap(store: Store, words: string): Promise<void> {
  await store.query(SearchService.method.dismissGap, { words });
  await gaps(store).want();
}

export function synonyms(store: Store): AskedList<SynonymSet> {
  return asked<SynonymSet>(store, "synonyms", async () => {
    const { synonyms: rows } = await store.query(SearchService.method.listSynonyms, {});
    return { rows, next: "" };
  });
}
// A new set has no id yet.
export async function putSynonyms(store: Store, words: readonly string[], id = makeId()): Promise<void> {
  await store.query(SearchService.method.putSynonyms, { id, words: [...words] });
  await synonyms(store).want();
}
export async function removeSynonyms(store: Store, id: string): Promise<void> {
  await store.query(SearchService.method.removeSynonyms, { id });
  await synonyms(store).want();
}
