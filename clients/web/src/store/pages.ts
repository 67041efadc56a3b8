// SPDX-License-Identifier: GPL-3.0-or-later
// Reading: the pages of the wiki and their tree. A branch is what stands below one page, or at the top of a
// place: a community by its id, or the organisation as "". Pages of places that the person does not follow
// are told of by nobody: they are as they were when somebody asked.
import { computed, type ReadonlySignal, signal, type Signal } from "@preact/signals";
import { type Page, PageSchema, PageService } from "../gen/fika/v1/pages_pb";
import { allOfKind } from "../sync/cache";
import { CallRefused } from "../sync/calls";
import { keyOfIds } from "../sync/entity_kinds";
import { myCommunities } from "./communities";
import { all, pagesBelow } from "./groups";
import { organisation } from "./people";
import { mergedHere } from "./present";
import type { Store } from "./store";

export type { Page } from "../gen/fika/v1/pages_pb";

const pageKind = 60;
export const pageKey = (id: string): string => keyOfIds(pageKind, id);
export const isId = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);

// What was answered and is held by no sync.
const glimpsed = (store: Store): Signal<ReadonlyMap<string, Page>> =>
  store.memo("pages glimpsed", () => signal(new Map())) as Signal<ReadonlyMap<string, Page>>;

export function page(store: Store, id: string): ReadonlySignal<Page | undefined> {
  return store.memo(`page ${id}`, () => {
    const held = isId(id) ? store.world.entity<Page>(pageKey(id)) : signal(undefined);
    return computed(() => held.value ?? glimpsed(store).value.get(id));
  });
}

// Pages that an answer brought: those that sync tells of are in the world already.
export function glimpse(store: Store, pages: Iterable<Page | undefined>): void {
  const before = glimpsed(store).peek();
  let after: Map<string, Page> | undefined;
  for (const each of pages) {
    if (!each || (store.world.get(pageKey(each.id)) && !before.has(each.id))) continue;
    after ??= new Map(before);
    if (store.world.get(pageKey(each.id))) after.delete(each.id);
    else after.set(each.id, each);
  }
  if (after) glimpsed(store).value = after;
}
export function forgetGlimpse(store: Store, id: string): void {
  const after = new Map(glimpsed(store).peek());
  if (after.delete(id)) glimpsed(store).value = after;
}

// All that this device holds, from earlier visits too, once it has been read. The device is asked once a visit.
export function wantHeldPages(store: Store): Promise<void> {
  const asked = store.memo("pages asked of the device", () => signal(store.sync.loadRoot(allOfKind(pageKind))));
  return asked.peek();
}
export function heldPages({ world }: Store): ReadonlySignal<readonly Page[]> {
  return world.list(all(PageSchema.typeName), "all", (found: Page[]) => found.filter(({ trashedAtMs }) => trashedAtMs === 0n));
}

// With those that are only known because somebody asked.
export function knownPages(store: Store): ReadonlySignal<readonly Page[]> {
  return store.memo("known pages", () =>
    computed(() => {
      const seen = [...glimpsed(store).value.values()].filter(({ id, trashedAtMs }) => trashedAtMs === 0n && !store.world.get(pageKey(id)));
      return [...heldPages(store).value, ...seen];
    }),
  );
}

// What the server knows of a page now, with how far its talk has come. Resolves also where there is nothing.
export async function fetchPage(store: Store, id: string): Promise<void> {
  await wantHeldPages(store).catch(() => undefined);
  const view = isId(id) ? await store.query(PageService.method.getPage, { page: id }).catch(() => undefined) : undefined;
  if (view) glimpse(store, [view.page]);
}

// Fetches those that are not known, each once a visit.
export async function wantPages(store: Store, ids: Iterable<string>): Promise<void> {
  await wantHeldPages(store).catch(() => undefined);
  for (const id of ids) {
    const name = `page ${id}`;
    if (!isId(id) || store.wanted.has(name) || page(store, id).peek()) continue;
    store.wanted.add(name);
    store.query(PageService.method.getPage, { page: id }).then(
      (view) => glimpse(store, [view.page]),
      (error: unknown) => void (isAbsence(error) || store.wanted.delete(name)),
    );
  }
}

export interface Branch {
  // "part": there are more of them; "unreachable": what is held is shown, and perhaps more is there.
  readonly state: "unasked" | "loading" | "part" | "whole" | "unreachable" | "absent";
  readonly next: string;
}
const branchState = (store: Store, community: string, parent: string): Signal<Branch> =>
  store.memo(`branch ${pagesBelow(community, parent)}`, () => signal<Branch>({ state: "unasked", next: "" })) as Signal<Branch>;
export function branch(store: Store, community: string, parent = ""): ReadonlySignal<Branch> {
  return branchState(store, community, parent);
}

// In their order, as far as they have come.
export function children(store: Store, community: string, parent = ""): ReadonlySignal<readonly Page[]> {
  const name = pagesBelow(community, parent);
  return store.memo(`children ${name}`, () => {
    const filed = (place: string) => store.world.list(pagesBelow(place, parent), "by rank", (found: Page[]) => found);
    return computed(() => {
      const places = parent || !community ? [community] : [community, ...mergedHere(store, community).value];
      const held = places.flatMap((place) => filed(place).value);
      const seen = [...glimpsed(store).value.values()].filter((each) => pagesBelow(each.community, each.parent) === name);
      // What is older than the last time that everything was told may be gone: a whole answer knows.
      const isWhole = branchState(store, community, parent).value.state === "whole";
      return [...held.filter(({ id }) => !isWhole || !store.world.isStale(pageKey(id))), ...seen.filter(({ id }) => !store.world.get(pageKey(id)))]
        .filter(({ trashedAtMs }) => trashedAtMs === 0n)
        .sort(byRank);
    });
  });
}
// Siblings stand byte by byte, and ranks are plain letters and digits.
export const byRank = (a: Page, b: Page): number => (a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : a.id < b.id ? -1 : 1);

const toldParents = (store: Store): Signal<ReadonlyMap<string, boolean>> =>
  store.memo("pages with children", () => signal(new Map())) as Signal<ReadonlyMap<string, boolean>>;

export function hasChildren(store: Store, { id, community }: Page): ReadonlySignal<boolean> {
  return store.memo(`has children ${id}`, () =>
    computed(() => {
      if (children(store, community, id).value.length > 0) return true;
      return branchState(store, community, id).value.state !== "whole" && (toldParents(store).value.get(id) ?? false);
    }),
  );
}
export function noteChildren(store: Store, told: Iterable<readonly [string, boolean]>): void {
  toldParents(store).value = new Map([...toldParents(store).peek(), ...told]);
}

// Asks for a branch from its beginning, or for what follows.
export async function wantBranch(store: Store, community: string, parent = "", follows = false): Promise<void> {
  const own = branchState(store, community, parent);
  const before = own.peek();
  if (before.state === "loading") return;
  await wantHeldPages(store).catch(() => undefined);
  own.value = { ...before, state: "loading" };
  try {
    const request = { community: parent ? "" : community, parent, limit: 200, page: follows ? before.next : "" };
    const { pages, nextPage } = await store.query(PageService.method.listPages, request);
    glimpse(store, pages.map((node) => node.page));
    noteChildren(store, pages.map((node) => [node.page?.id ?? "", node.hasChildren] as const));
    own.value = { state: nextPage ? "part" : "whole", next: nextPage };
  } catch (error) {
    own.value = { ...before, state: isAbsence(error) ? "absent" : "unreachable" };
  }
}

export const isAbsence = (error: unknown): boolean =>
  error instanceof CallRefused && ["not_found", "permission_denied", "invalid_argument"].includes(error.code);

// The ways up, from the top: as far as they are held, or else as they were told.
export function stepsTo(store: Store, told: readonly { readonly id: string; readonly title: string }[]): { id: string; title: string }[] {
  return told.map(({ id, title }) => ({ id, title: page(store, id).value?.title ?? title }));
}

// Where pages are: the organisation, unless the person is a guest of it, and the communities they are in.
export function wikiPlaces(store: Store): ReadonlySignal<readonly { readonly community: string; readonly name: string }[]> {
  return store.memo("wiki places", () =>
    computed(() => {
      const own = organisation(store).value;
      const places = myCommunities(store).value.map(({ id, name }) => ({ community: id, name }));
      return own ? [{ community: "", name: own.name }, ...places] : places;
    }),
  );
}
