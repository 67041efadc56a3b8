// SPDX-License-Identifier: GPL-3.0-or-later
// Arrow keys in the tree, on its ordinary links and buttons: up and down go from page to page, right opens
// and goes in, left closes and goes out.

export function onTreeKey(event: KeyboardEvent): void {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const { target, currentTarget, key } = event;
  if (!(target instanceof HTMLElement) || !(currentTarget instanceof HTMLElement)) return;
  const row = target.closest<HTMLElement>(".tree-row");
  const next = row && rowAfter(key, row, currentTarget);
  if (!next) return;
  event.preventDefault();
  next.focus();
  next.scrollIntoView({ block: "nearest" });
}

function rowAfter(key: string, row: HTMLElement, tree: HTMLElement): HTMLElement | null {
  const link = (of: Element | null | undefined): HTMLElement | null => of?.querySelector<HTMLElement>(".tree-link") ?? null;
  const rows = [...tree.querySelectorAll<HTMLElement>(".tree-row")];
  const at = rows.indexOf(row);
  const toggle = row.querySelector<HTMLElement>(".tree-toggle");
  const isWide = toggle?.getAttribute("aria-expanded") === "true";
  const isRightToLeft = getComputedStyle(tree).direction === "rtl";
  const inwards = isRightToLeft ? "ArrowLeft" : "ArrowRight";
  const outwards = isRightToLeft ? "ArrowRight" : "ArrowLeft";
  switch (key) {
    case "ArrowDown":
      return link(rows[at + 1]);
    case "ArrowUp":
      return link(rows[at - 1]);
    case "Home":
      return link(rows[0]);
    case "End":
      return link(rows.at(-1));
    case inwards:
      if (!toggle) return null;
      if (isWide) return link(rows[at + 1]);
      toggle.click();
      return link(row);
    case outwards:
      if (isWide) {
        toggle?.click();
        return link(row);
      }
      return link(row.closest("li")?.parentElement?.closest("li"));
    default:
      return null;
  }
}
