// SPDX-License-Identifier: GPL-3.0-or-later
// A button that opens something to look at and go on from, above the page. Escape and a press outside close
// it, and Tab leads from the button into it: both by the browser's own means.
import type { ComponentChildren, JSX } from "preact";
import { useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { Icon, type IconName } from "./icon";
import { placeBeside } from "./placing";

export interface DisclosureProps {
  readonly label: string;
  readonly icon: IconName;
  // Drawn while it is open alone.
  readonly children: (close: () => void) => ComponentChildren;
}

export function Disclosure({ label, icon, children }: DisclosureProps): JSX.Element {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const [isOpen, setOpen] = useState(false);
  // Whatever comes into it while it is open may need more room.
  useLayoutEffect(() => {
    if (isOpen && panel.current && button.current) placeBeside(panel.current, button.current);
  });
  // A view may have its own use for the key.
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || !isOpen) return;
    event.preventDefault();
    event.stopPropagation();
    panel.current?.hidePopover();
    button.current?.focus();
  };
  return (
    <span class="disclosure" onKeyDown={onKeyDown}>
      <button ref={button} type="button" class="disclosure-button" popovertarget={`${id}-panel`} aria-expanded={isOpen} aria-controls={`${id}-panel`}>
        <Icon name={icon} /> {label}
      </button>
      <div
        ref={panel}
        id={`${id}-panel`}
        class="disclosure-panel"
        popover="auto"
        role="group"
        aria-label={label}
        onToggle={(event) => setOpen(event.newState === "open")}
      >
        {isOpen && children(() => panel.current?.hidePopover())}
      </div>
    </span>
  );
}
