// SPDX-License-Identifier: GPL-3.0-or-later
// Where the person is, as a signal over the History API. Every link of the page is an ordinary <a href>:
// one listener takes the plain clicks on those that stay inside the app, so that modifier keys, middle
// clicks, copying and links inside messages work as everywhere else.
import { signal, type ReadonlySignal } from "@preact/signals";

export interface Location {
  readonly path: string;
  readonly query: URLSearchParams;
  readonly hash: string;
  // Names this entry of the history, for what is remembered about it.
  readonly entry: string;
  // How the person came here: on a link, by back and forward, or by a first load.
  readonly by: "load" | "link" | "history" | "replace";
}

const current = signal<Location>(read("load"));
export const location: ReadonlySignal<Location> = current;

export interface NavigateOptions {
  // Takes the place of the present entry: back then leads past it.
  readonly replace?: boolean;
}

// Goes to a path of the app, with query and hash if wanted.
export function navigate(to: string, options: NavigateOptions = {}): void {
  const target = new URL(to, window.location.href);
  const isSame = target.href === window.location.href;
  if (options.replace || isSame) {
    history.replaceState({ entry: current.value.entry }, "", target);
    current.value = read(options.replace ? "replace" : "link");
  } else {
    history.pushState({ entry: newEntry() }, "", target);
    current.value = read("link");
  }
}

// Begins to listen; once, before the first view is drawn.
export function startLocation(): void {
  history.scrollRestoration = "manual";
  if (!entryOf(history.state)) history.replaceState({ entry: newEntry() }, "");
  current.value = read("load");
  window.addEventListener("popstate", () => {
    if (!entryOf(history.state)) history.replaceState({ entry: newEntry() }, "");
    current.value = read("history");
  });
  document.addEventListener("click", (event) => {
    const to = targetOfClick(event);
    if (to === null) return;
    event.preventDefault();
    navigate(to);
  });
}

// Whether a path is one of the app's own rather than the server's.
export function isAppPath(path: string): boolean {
  return !/^\/(api|sync|assets|f|files|uploads|metrics|healthz|readyz)(\/|$)/.test(path) && !/\.[a-z0-9]+$/i.test(path);
}

function targetOfClick(event: MouseEvent): string | null {
  if (event.defaultPrevented || event.button !== 0) return null;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return null;
  const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
  if (!(link instanceof HTMLAnchorElement)) return null;
  if ((link.target && link.target !== "_self") || link.hasAttribute("download")) return null;
  const url = new URL(link.href, window.location.href);
  if (url.origin !== window.location.origin || !isAppPath(url.pathname)) return null;
  // A place on the same page is the browser's own business.
  const here = window.location;
  if (url.pathname === here.pathname && url.search === here.search && url.hash) return null;
  return url.pathname + url.search + url.hash;
}

function read(by: Location["by"]): Location {
  if (typeof window === "undefined") {
    return { path: "/", query: new URLSearchParams(), hash: "", entry: "none", by };
  }
  const { pathname, search, hash } = window.location;
  return {
    path: pathname,
    query: new URLSearchParams(search),
    hash: hash.slice(1),
    entry: entryOf(history.state) ?? "none",
    by,
  };
}

function entryOf(state: unknown): string | null {
  const entry = (state as { entry?: unknown } | null)?.entry;
  return typeof entry === "string" ? entry : null;
}

let entries = 0;
const newEntry = (): string => `${Date.now().toString(36)}-${(entries += 1)}`;
