// SPDX-License-Identifier: GPL-3.0-or-later
// When a browser says that something has changed which sync should look at now: the network is back or
// gone, the person has come back to the page. "Offline" is only a hint (the server may be in the house),
// so the line is tried rather than given up.

export interface Surroundings {
  readonly window: Pick<EventTarget, "addEventListener" | "removeEventListener">;
  readonly document: Pick<Document, "visibilityState"> & Pick<EventTarget, "addEventListener" | "removeEventListener">;
}

// Returns how to end it.
export function followWakeUps({ window, document }: Surroundings, wake: () => void): () => void {
  const seen = (): void => {
    if (document.visibilityState === "visible") wake();
  };
  window.addEventListener("online", wake);
  window.addEventListener("offline", wake);
  document.addEventListener("visibilitychange", seen);
  return () => {
    window.removeEventListener("online", wake);
    window.removeEventListener("offline", wake);
    document.removeEventListener("visibilitychange", seen);
  };
}
