// SPDX-License-Identifier: GPL-3.0-or-later
// Which message the person is near: pointed at, or with focus in it or on its row. What can be done with a
// message is drawn only then: nobody sees it before, and it is most of what a row is made of.
import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { afterPaint } from "../../ui/after_paint";

export interface Near {
  // "all" where nothing can hover: there each message has its button.
  readonly id: ReadonlySignal<string>;
  readonly onPointerOver: (event: Event) => void;
  readonly onFocusIn: (event: Event) => void;
}

export function useNear(): Near {
  const near = useMemo(() => nearOf(signal("")), []);
  useEffect(() => (matchMedia("(hover: none)").matches ? afterPaint(near.everywhere) : undefined), [near]);
  return near;
}

function nearOf(id: Signal<string>) {
  const come = ({ target }: Event): void => {
    const row = target instanceof Element ? target.closest(".virtual-item") : null;
    const message = row?.querySelector<HTMLElement>("[data-message]")?.dataset["message"];
    if (message && id.peek() !== "all") id.value = message;
  };
  return { id, onPointerOver: come, onFocusIn: come, everywhere: () => void (id.value = "all") };
}
