// SPDX-License-Identifier: GPL-3.0-or-later
// A page on screen: its text as it was last read here is there at once, and what the server says takes its
// place. Read without a network it says since when. Nothing is shown of a page that is not held any more:
// its scope revoked, moved out of sight, erased; the shelf follows.
import { effect, type ReadonlySignal, signal, type Signal } from "@preact/signals";
import { fromBinary, toBinary } from "@bufbuild/protobuf";
import { type Page, PageService, type PageView, PageViewSchema } from "../gen/fika/v1/pages_pb";
import { PageShelf } from "../sync/page_shelf";
import { glimpse, forgetGlimpse, heldPages, isAbsence, isId, noteChildren, page, pageKey, wantHeldPages } from "./pages";
import type { Store } from "./store";

export type { PageHeading, PageStep, PageTranslation, PageView, Revision } from "../gen/fika/v1/pages_pb";

export interface ShownPage {
  readonly view: PageView;
  // When the server said so.
  readonly readMs: number;
}

export type PageState =
  | "loading" // nothing to show yet
  | "current"
  | "stale" // what is shown may have changed; it is being fetched, or there is no connection
  | "unreachable" // nothing to show, and nobody to ask
  | "absent"; // not there, or not to be seen: the two look alike

export interface OpenPage {
  readonly state: ReadonlySignal<PageState>;
  readonly shown: ReadonlySignal<ShownPage | undefined>;
  // Asks once more.
  refresh(): void;
  close(): void;
}

const hasDatabases = (): boolean => typeof indexedDB !== "undefined";

// Opened when the first page is. From then on it lets go of what is held no more.
export function shelfOf(store: Store): PageShelf | undefined {
  if (!hasDatabases()) return undefined;
  const own = store.memo("page shelf", () => signal<PageShelf>(new PageShelf(store.me)));
  if (!store.wanted.has("page shelf")) {
    store.wanted.add("page shelf");
    void wantHeldPages(store).then(
      () => follow(store, own.peek()),
      () => undefined,
    );
  }
  return own.peek();
}

const pauseMs = 500;

// A filter brings thousands, one answer after the other.
function follow(store: Store, shelf: PageShelf): void {
  const held = heldPages(store);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tidy = (): void => {
    timer = undefined;
    void shelf.keepOnly(new Set(held.peek().map(({ id }) => id)));
  };
  effect(() => {
    void held.value;
    timer ??= setTimeout(tidy, pauseMs);
  });
}

const lastShown = (store: Store, id: string): Signal<ShownPage | undefined> =>
  store.memo(`page shown ${id}`, () => signal(undefined)) as Signal<ShownPage | undefined>;

// What a view of a page depends on, apart from the text of other pages.
const stateOf = ({ revision, parent, community, trashedAtMs }: Page): string => `${revision} ${parent} ${community} ${trashedAtMs}`;

// The newest state of a page.
export function openPage(store: Store, id: string): OpenPage {
  const shown = lastShown(store, id);
  const state = signal<PageState>(shown.peek() ? "stale" : "loading");
  if (!isId(id)) {
    state.value = "absent";
    return { state, shown, refresh: () => undefined, close: () => undefined };
  }
  const shelf = shelfOf(store);
  const held = store.world.entity<Page>(pageKey(id));
  let isClosed = false;
  let isAsking = false;
  let wasHeld = false;
  store.sync.watch(id);

  // The server knows nothing yet of a page that waits to be sent.
  const commands = store.commandsAbout(id);
  const isUnsent = (): boolean => commands.peek().some(({ makes, state: at }) => makes.includes(id) && at !== "sent" && at !== "answered");

  const ask = async (): Promise<void> => {
    if (isAsking || isClosed || isUnsent()) return;
    isAsking = true;
    try {
      const view = await store.query(PageService.method.getPage, { page: id });
      take(view);
    } catch (error) {
      if (isAbsence(error)) drop("absent");
      else state.value = shown.peek() ? "stale" : "unreachable";
    } finally {
      isAsking = false;
    }
    // It may have changed while it was asked for.
    if (!isClosed && isBehind()) void ask();
  };
  const take = (view: PageView): void => {
    glimpse(store, [view.page, view.original?.page, ...view.translations.map((other) => other.page)]);
    noteChildren(store, [[id, view.hasChildren]]);
    shown.value = { view, readMs: Date.now() };
    state.value = "current";
    if (!shelf || !store.world.get(pageKey(id)) || view.inTrash) return;
    void shelf.put({ page: id, epoch: store.world.epoch, readMs: Date.now(), body: toBinary(PageViewSchema, view) });
  };
  const drop = (then: PageState): void => {
    forgetGlimpse(store, id);
    shown.value = undefined;
    state.value = then;
    void shelf?.remove([id]);
  };
  const isBehind = (): boolean => {
    const [now, before] = [held.peek(), shown.peek()?.view.page];
    return state.peek() === "current" && now !== undefined && before !== undefined && now.revision >= before.revision && stateOf(now) !== stateOf(before);
  };

  const fromShelf = async (): Promise<void> => {
    await wantHeldPages(store).catch(() => undefined);
    const kept = shown.peek() ? undefined : await shelf?.get(id);
    // Asked of the device and of the server at once: the server's word counts.
    if (!kept || shown.peek() || !store.world.get(pageKey(id)) || kept.epoch !== store.world.epoch) return;
    const view = fromBinary(PageViewSchema, kept.body);
    // A page above it was thrown away since.
    if (view.breadcrumbs.some((step) => page(store, step.id).peek()?.trashedAtMs)) return;
    shown.value = { view, readMs: kept.readMs };
    if (state.peek() !== "absent") state.value = "stale";
  };
  void fromShelf().catch(() => undefined);

  const stops = [
    effect(() => {
      const { isLive, connection } = store.status.value;
      if (!isLive && shown.peek()) state.value = "stale";
      // Before the first try there is nothing to say; while one is under way the question waits for it.
      if (connection !== "off") void Promise.resolve().then(ask);
    }),
    effect(() => {
      void commands.value;
      void Promise.resolve().then(() => (state.peek() === "loading" && store.status.peek().isLive ? ask() : undefined));
    }),
    effect(() => {
      const now = held.value;
      const isLost = wasHeld && !now;
      wasHeld = now !== undefined;
      // It may be elsewhere, or have been dropped with everything else: the server knows.
      if (isLost) drop("loading");
      void Promise.resolve().then(() => (isLost || isBehind() ? ask() : undefined));
    }),
  ];
  return {
    state,
    shown,
    refresh: () => void ask(),
    close() {
      isClosed = true;
      for (const stop of stops) stop();
      store.sync.unwatch(id);
    },
  };
}

// What is said of a page, with what has been told since: its own entity is newer than the answer.
export function presentPage(store: Store, { view }: ShownPage): Page | undefined {
  return page(store, view.page?.id ?? "").value ?? view.page;
}
