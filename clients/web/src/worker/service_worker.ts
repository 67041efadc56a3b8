// SPDX-License-Identifier: GPL-3.0-or-later
// Keeps the shell of the app (never its data): the page, its scripts, its style sheet. Each version has a
// cache of its own, filled whole or not at all. A new version waits until the person agrees to it or until
// no tab of the older one is left.
declare const self: ServiceWorkerGlobalScope;
declare const FIKA_SHELL_VERSION: string;
declare const FIKA_SHELL_FILES: readonly string[];

const prefix = "fika-shell-";
const cacheName = prefix + FIKA_SHELL_VERSION;

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches.open(cacheName).then((cache) =>
      // The names in assets/ change with their content; all else is asked for anew.
      cache.addAll(
        FIKA_SHELL_FILES.map(
          (url) => new Request(url, { cache: url.startsWith("/assets/") ? "default" : "reload" }),
        ),
      ),
    ),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(dropOlder().then(() => self.clients.claim()));
});

// The version before this one stays: a tab that is still open may yet ask for a part of it.
async function dropOlder(): Promise<void> {
  const names = (await caches.keys()).filter((name) => name.startsWith(prefix) && name !== cacheName);
  await Promise.all(names.slice(0, -1).map((name) => caches.delete(name)));
}

self.addEventListener("message", (event) => {
  if (event.data === "activate") event.waitUntil(self.skipWaiting());
  if (event.data === "am I alone?") {
    const asker = event.source;
    event.waitUntil(
      self.clients
        .matchAll({ type: "window", includeUncontrolled: true })
        .then((all) => asker?.postMessage(all.length <= 1 ? "alone" : "not alone")),
    );
  }
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) return;
  if (url.pathname.startsWith("/assets/")) event.respondWith(fromAnyVersion(request));
  else if (request.mode === "navigate") {
    if (isAppPath(url.pathname)) event.respondWith(page(request));
  } else if (FIKA_SHELL_FILES.includes(url.pathname)) event.respondWith(fromAnyVersion(request));
});

// As src/router/location.ts has it.
function isAppPath(path: string): boolean {
  return !/^\/(api|sync|assets|f|files|uploads|metrics|healthz|readyz)(\/|$)/.test(path) && !/\.[a-z0-9]+$/i.test(path);
}

async function page(request: Request): Promise<Response> {
  const cache = await caches.open(cacheName);
  return (await cache.match("/")) ?? fetch(request);
}

async function fromAnyVersion(request: Request): Promise<Response> {
  const own = await (await caches.open(cacheName)).match(request);
  return own ?? (await caches.match(request)) ?? fetch(request);
}

export {};
