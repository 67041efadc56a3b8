// SPDX-License-Identifier: GPL-3.0-or-later
import type { ComponentChildren, JSX } from "preact";
import { classNames } from "../../ui/class_names";

export interface ChipProps {
  readonly isChosen: boolean;
  readonly onChoose: () => void;
  readonly children: ComponentChildren;
}

// One of a few things to show, side by side.
export function Chip({ isChosen, onChoose, children }: ChipProps): JSX.Element {
  return (
    <button type="button" class={classNames("chip", isChosen && "chip-chosen")} aria-pressed={isChosen} onClick={onChoose}>
      {children}
    </button>
  );
}
