// SPDX-License-Identifier: GPL-3.0-or-later
// New versions of the app. The service worker fetches one in the background; it takes over when the person
// agrees, or at a start at which no other tab is open. Nothing here reloads a page that somebody may be
// writing in: only the tab in which it was asked for, and a tab that has only just begun.
import { signal } from "@preact/signals";
import { serviceWorkerUrl } from "../ui/trusted";

export const updateReady = signal(false);

let waiting: ServiceWorker | null = null;
let reloadsOnChange = false;
const checkEveryMs = 60 * 60 * 1000;

export function applyUpdate(): void {
  reloadsOnChange = true;
  if (waiting && waiting.state === "installed") waiting.postMessage("activate");
  // Another tab has agreed already: the new version is in force, this page is the old one.
  else window.location.reload();
}

export async function startUpdates(): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  const worker = navigator.serviceWorker;
  const hadController = worker.controller !== null;
  worker.addEventListener("controllerchange", () => {
    if (reloadsOnChange) window.location.reload();
    else if (hadController) updateReady.value = true;
  });
  worker.addEventListener("message", (event) => {
    if (event.data === "alone") {
      reloadsOnChange = true;
      waiting?.postMessage("activate");
    } else if (event.data === "not alone") updateReady.value = true;
  });
  try {
    const registration = await worker.register(serviceWorkerUrl(), { updateViaCache: "none" });
    const watch = (installing: ServiceWorker | null) => {
      installing?.addEventListener("statechange", () => {
        if (installing.state !== "installed" || !worker.controller) return;
        waiting = installing;
        updateReady.value = true;
      });
    };
    if (registration.waiting && worker.controller) {
      waiting = registration.waiting;
      waiting.postMessage("am I alone?");
    }
    watch(registration.installing);
    registration.addEventListener("updatefound", () => watch(registration.installing));
    const check = () => {
      if (document.visibilityState === "visible") void registration.update().catch(() => undefined);
    };
    setInterval(check, checkEveryMs);
  } catch {
    // Plain http on a network address, or a private window: the app works, but not without a network.
  }
}
