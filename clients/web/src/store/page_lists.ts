// SPDX-License-Identifier: GPL-3.0-or-later
// Reading: lists that the server makes of pages: what changed lately, what links here, what is wanted, what
// was thrown away, tags. Each is an answer, asked for whenever it is shown; what is on screen stays there
// while it is asked for again. `community`: its id, "" for the organisation, null for all that one sees.
import { computed, type ReadonlySignal, signal, type Signal } from "@preact/signals";
import { type Page, PageService, type RecentChange, type TagCount, type WantedPage } from "../gen/fika/v1/pages_pb";
import type { Discussion } from "../gen/fika/v1/page_discussions_pb";
import { glimpse, heldPages, isAbsence, page, wikiPlaces } from "./pages";
import type { Store } from "./store";

export type { Discussion } from "../gen/fika/v1/page_discussions_pb";
export type { RecentChange, TagCount, WantedPage } from "../gen/fika/v1/pages_pb";

export interface Listing<Row> {
  readonly state: "loading" | "here" | "unreachable" | "absent";
  readonly rows: readonly Row[];
  // Not empty: there are more.
  readonly next: string;
}
export interface AskedList<Row> {
  readonly now: ReadonlySignal<Listing<Row>>;
  // Asks from the beginning.
  want(): Promise<void>;
  more(): Promise<void>;
}
type Ask<Row> = (page: string) => Promise<{ rows: readonly Row[]; next: string }>;
type Place = string | null;

// For lists of other files, too. `recall` has what an earlier visit was told.
export function asked<Row>(store: Store, name: string, ask: Ask<Row>, recall?: () => Promise<Awaited<ReturnType<Ask<Row>>> | undefined>): AskedList<Row> {
  const now = store.memo(name, () => {
    const made = signal<Listing<Row>>({ state: "loading", rows: [], next: "" });
    void recall?.().then((found) => {
      if (found && made.peek().rows.length === 0 && made.peek().state !== "absent") made.value = { state: "here", ...found };
    });
    return made;
  }) as Signal<Listing<Row>>;
  const fetch = async (next: string): Promise<void> => {
    try {
      const found = await ask(next);
      now.value = { state: "here", rows: next ? [...now.peek().rows, ...found.rows] : found.rows, next: found.next };
    } catch (error) {
      now.value = isAbsence(error) ? { state: "absent", rows: [], next: "" } : { ...now.peek(), state: "unreachable" };
    }
  };
  return { now, want: () => fetch(""), more: () => (now.peek().next ? fetch(now.peek().next) : Promise.resolve()) };
}

const placeIn = (community: Place) => (community === null ? { everywhere: true } : { community });

function ofPages(store: Store, name: string, ask: (page: string) => Promise<{ pages: Page[]; nextPage: string }>): AskedList<Page> {
  const list = asked<Page>(store, name, async (next) => {
    const { pages, nextPage } = await ask(next);
    glimpse(store, pages);
    return { rows: pages, next: nextPage };
  });
  return { ...list, now: store.memo(`${name} now`, () => computed(() => ({ ...list.now.value, rows: list.now.value.rows.map((row) => page(store, row.id).value ?? row) }))) };
}

export function backlinks(store: Store, id: string): AskedList<Page> {
  const all = ofPages(store, `backlinks ${id}`, (next) => store.query(PageService.method.listBacklinks, { page: id, limit: 50, pageToken: next }));
  const now = store.memo(`backlinks ${id} of others`, () => computed(() => ({ ...all.now.value, rows: all.now.value.rows.filter((each) => each.id !== id) })));
  return { ...all, now };
}
// Those that grew out of a thread, a conversation or a message.
export function pagesFrom(store: Store, root: string): AskedList<Page> {
  return ofPages(store, `pages from ${root}`, async () => {
    const { pages } = await store.query(PageService.method.listPagesFrom, { root });
    return { pages: pages.flatMap(({ page: grown }) => grown ?? []), nextPage: "" };
  });
}
export function taggedPages(store: Store, tag: string, community: Place): AskedList<Page> {
  return ofPages(store, `tagged ${community} ${tag}`, (next) => store.query(PageService.method.listPagesByTag, { tag, ...placeIn(community), page: next }));
}
// Those that were thrown away; with what has happened since.
export function trashedPages(store: Store, community: string): AskedList<Page> {
  const list = ofPages(store, `trash ${community}`, (next) => store.query(PageService.method.listTrash, { community, page: next }));
  const now = store.memo(`trash ${community} still`, () => computed(() => ({ ...list.now.value, rows: list.now.value.rows.filter(({ trashedAtMs }) => trashedAtMs !== 0n) })));
  return { ...list, now };
}
export function wantedPages(store: Store, community: Place): AskedList<WantedPage> {
  return asked(store, `wanted pages ${community}`, async (next) => {
    const { wanted, nextPage } = await store.query(PageService.method.listWantedPages, { ...placeIn(community), page: next });
    return { rows: wanted, next: nextPage };
  });
}
export function tags(store: Store, community: Place): AskedList<TagCount> {
  return asked(store, `tags ${community}`, async () => {
    const { tags: rows } = await store.query(PageService.method.listTags, placeIn(community));
    return { rows, next: "" };
  });
}

// A page a row, the one revised last first. What is told while it is shown takes its place in it, and without
// a connection there is what this device holds.
export function recentChanges(store: Store, community: Place): AskedList<RecentPage> {
  const list = asked<RecentChange>(store, `recent changes ${community}`, async (next) => {
    const { changes, nextPage } = await store.query(PageService.method.listRecentChanges, { ...placeIn(community), limit: 30, page: next });
    glimpse(store, changes.map((change) => change.page));
    return { rows: changes, next: nextPage };
  });
  const now = store.memo(`recent changes ${community} now`, () => computed(() => withTold(store, community, list.now.value)));
  return { ...list, now };
}
const placesMax = 20;
const ofEachPlace = 8;

// What changed lately where the person is: in the organisation and in their communities, each asked by itself,
// so that a busy place does not hide the others.
export function myRecentChanges(store: Store): AskedList<RecentPage> {
  const list = asked<RecentChange>(store, "my recent changes", async () => {
    const places = wikiPlaces(store).peek().slice(0, placesMax);
    const answers = await Promise.all(
      places.map(({ community }) => store.query(PageService.method.listRecentChanges, { community, limit: ofEachPlace })),
    );
    return { rows: answers.flatMap(({ changes }) => changes), next: "" };
  });
  const now = store.memo("my recent changes now", () => computed(() => withTold(store, null, list.now.value)));
  return { ...list, now };
}
export interface RecentPage {
  readonly page: Page;
  // What its author said of the change; "" also where that is not known yet.
  readonly summary: string;
}

const toldMax = 30;

function withTold(store: Store, community: Place, { state, rows, next }: Listing<RecentChange>): Listing<RecentPage> {
  const places = new Set(community === null ? wikiPlaces(store).value.map((place) => place.community) : [community]);
  const summaries = new Map(rows.map(({ revision }) => [`${revision?.page} ${revision?.number}`, revision?.summary ?? ""]));
  const pages = new Map<string, Page>();
  for (const { page: told } of rows) {
    const present = told && (page(store, told.id).value ?? told);
    if (present && present.trashedAtMs === 0n) pages.set(present.id, present);
  }
  const oldest = next || state !== "here" ? [...pages.values()].reduce((least, { revisedAtMs }) => (revisedAtMs < least ? revisedAtMs : least), rows.length > 0 ? 1n << 62n : 0n) : 0n;
  const held = heldPages(store).value.filter((each) => places.has(each.community) && each.revisedAtMs >= oldest && !pages.has(each.id));
  for (const each of held.sort(byTime).slice(0, toldMax)) pages.set(each.id, each);
  const sorted = [...pages.values()].sort(byTime);
  return { state, next, rows: sorted.map((each) => ({ page: each, summary: summaries.get(`${each.id} ${each.revision}`) ?? "" })) };
}
const byTime = (a: Page, b: Page): number => Number(b.revisedAtMs - a.revisedAtMs) || (a.id < b.id ? 1 : -1);

const allMax = 25;

const isCut = (store: Store, community: string): Signal<boolean> => store.memo(`pages cut ${community}`, () => signal(false)) as Signal<boolean>;
// There are more pages in the place than a filter by title looks through.
export function isFilterCut(store: Store, community: string): ReadonlySignal<boolean> {
  return isCut(store, community);
}

// All of a place, as far as a filter by title needs them: the newest 5,000, each place once a visit.
export async function wantAllPages(store: Store, community: string): Promise<void> {
  const name = `all pages ${community}`;
  if (store.wanted.has(name)) return;
  store.wanted.add(name);
  try {
    for (let next = "", turns = 0; turns < allMax; turns += 1) {
      const { changes, nextPage } = await store.query(PageService.method.listRecentChanges, { community, limit: 200, page: next });
      glimpse(store, changes.map((change) => change.page));
      if (!(next = nextPage)) return;
    }
    isCut(store, community).value = true;
  } catch {
    store.wanted.delete(name);
  }
}

// Where a page is talked of. A server that knows nothing of it has nothing to tell.
export function discussions(store: Store, id: string): AskedList<Discussion> {
  return asked(store, `discussions ${id}`, async () => {
    const { discussions: rows } = await store.query(PageService.method.listDiscussions, { page: id });
    return { rows, next: "" };
  });
}
