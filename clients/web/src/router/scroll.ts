// SPDX-License-Identifier: GPL-3.0-or-later
// Remembers how far each entry of the history was scrolled, and goes back there. On a desk the main
// region scrolls, on a low screen the page itself; both are remembered. A view with a list of its own
// keeps that place by itself.
import { location } from "./location";

interface Place {
  readonly page: number;
  readonly main: number;
}
const places = new Map<string, Place>();
const storageName = "fika.scroll";

const mainRegion = (): Element | null => document.querySelector("main");

export function startScrollMemory(): void {
  try {
    const kept = JSON.parse(sessionStorage.getItem(storageName) ?? "[]") as [string, Place][];
    for (const [entry, place] of kept) places.set(entry, place);
  } catch {
    // Without it a reload begins at the top.
  }
  const note = () => {
    places.set(location.peek().entry, { page: window.scrollY, main: mainRegion()?.scrollTop ?? 0 });
  };
  document.addEventListener("scroll", note, { capture: true, passive: true });
  window.addEventListener("pagehide", () => {
    try {
      sessionStorage.setItem(storageName, JSON.stringify([...places].slice(-50)));
    } catch {
      // As above.
    }
  });
}

// Called once the view of a location stands.
export function settleScroll(): void {
  const { entry, by, hash } = location.peek();
  const target = hash ? document.getElementById(hash) : null;
  const place = by === "history" || by === "load" ? places.get(entry) : undefined;
  if (!place && target) return target.scrollIntoView();
  // A page that has just come is at its top, and asking it to go there would lay it out once more.
  if (by === "load" && !place) return;
  window.scrollTo(0, place?.page ?? 0);
  mainRegion()?.scrollTo(0, place?.main ?? 0);
}
