// SPDX-License-Identifier: GPL-3.0-or-later
// Where something that floats goes: below its anchor, or above if there is more room; never outside the
// window. Set through the object model, which the content security policy allows.

const gap = 4;
const margin = 8;

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}
export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Place {
  readonly left: number;
  readonly top: number;
  readonly heightMax: number;
}

// Pure. `isRightToLeft` lines it up with the anchor's other side.
export function placeFor(anchor: Box, size: Size, room: Size, isRightToLeft: boolean): Place {
  const below = room.height - (anchor.top + anchor.height) - gap - margin;
  const above = anchor.top - gap - margin;
  const goesAbove = size.height > below && above > below;
  const heightMax = Math.max(goesAbove ? above : below, 0);
  const height = Math.min(size.height, heightMax);
  const wanted = isRightToLeft ? anchor.left + anchor.width - size.width : anchor.left;
  return {
    left: Math.max(margin, Math.min(wanted, room.width - size.width - margin)),
    top: goesAbove ? anchor.top - gap - height : anchor.top + anchor.height + gap,
    heightMax,
  };
}

export function placeBeside(element: HTMLElement, anchor: Element | Box): void {
  const room = { width: document.documentElement.clientWidth, height: window.innerHeight };
  const size = { width: element.offsetWidth, height: element.scrollHeight + 2 };
  const isElement = anchor instanceof Element;
  const isRightToLeft = getComputedStyle(isElement ? anchor : element).direction === "rtl";
  const place = placeFor(isElement ? anchor.getBoundingClientRect() : anchor, size, room, isRightToLeft);
  element.style.setProperty("left", `${place.left}px`);
  element.style.setProperty("top", `${place.top}px`);
  element.style.setProperty("max-height", `${place.heightMax}px`);
}
