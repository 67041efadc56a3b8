// SPDX-License-Identifier: GPL-3.0-or-later
// The arrows lead from the box to the hits and along them; Enter then follows the link, as on any.
import { useRef } from "preact/hooks";
import { boxId } from "./search_box";

export function useHitKeys() {
  const frame = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const { activeElement } = document;
    const box = document.getElementById(boxId);
    const links = [...(frame.current?.querySelectorAll<HTMLElement>(".hit-link, .search .row-link") ?? [])];
    const at = links.indexOf(activeElement as HTMLElement);
    const isInBox = activeElement === box;
    if (at < 0 && !isInBox) return;
    const next = (isInBox ? -1 : at) + (event.key === "ArrowDown" ? 1 : -1);
    const target = next < 0 ? box : links[next];
    if (!target || (isInBox && next < 0)) return;
    event.preventDefault();
    target.focus();
    target.scrollIntoView({ block: "nearest" });
  };
  return { frame, onKeyDown };
}
