// SPDX-License-Identifier: GPL-3.0-or-later
// A button that opens a menu, after WAI-ARIA's menu button pattern. The list stands in the browser's top
// layer, so that no scrolling region cuts it off.
import type { JSX } from "preact";
import { useEffect, useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { Button, IconButton } from "./button";
import { classNames } from "./class_names";
import { Icon, type IconName } from "./icon";
import { placeBeside } from "./placing";
import { rove, roveByText } from "./roving";

export interface MenuItem {
  readonly id: string;
  readonly label: string;
  readonly icon?: IconName;
  readonly onSelect: () => void;
  readonly isDanger?: boolean;
  readonly isDisabled?: boolean;
  // Given: one of several states, ticked if true.
  readonly isChecked?: boolean;
  // A line above it.
  readonly beginsGroup?: boolean;
}

export interface MenuProps {
  readonly label: string;
  readonly items: readonly MenuItem[];
  // With an icon alone the label is for ears and the tooltip; without one it is on the button.
  readonly icon?: IconName;
}

export function Menu({ label, items, icon }: MenuProps): JSX.Element {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const [opening, setOpening] = useState<"first" | "last" | null>(null);
  const close = (givesFocusBack: boolean) => {
    setOpening(null);
    if (givesFocusBack) button.current?.focus();
  };
  const shared = {
    id: `${id}-button`,
    buttonRef: button,
    "aria-haspopup": "menu",
    "aria-expanded": opening !== null,
    "aria-controls": opening ? `${id}-menu` : undefined,
    onClick: () => setOpening(opening ? null : "first"),
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
      event.preventDefault();
      setOpening(event.key === "ArrowDown" ? "first" : "last");
    },
  } as const;
  return (
    <span class="menu">
      {icon ? <IconButton {...shared} icon={icon} label={label} /> : <Button {...shared}>{label}</Button>}
      {opening && <MenuList id={id} items={items} begin={opening} button={button.current} onClose={close} />}
    </span>
  );
}

interface ListProps {
  readonly id: string;
  readonly items: readonly MenuItem[];
  readonly begin: "first" | "last";
  readonly button: HTMLElement | null;
  readonly onClose: (givesFocusBack: boolean) => void;
}

function MenuList({ id, items, begin, button, onClose }: ListProps): JSX.Element {
  const list = useRef<HTMLDivElement>(null);
  const typed = useRef({ text: "", at: 0 });
  const rows = () => [...(list.current?.querySelectorAll<HTMLElement>("[role^=menuitem]") ?? [])];

  useLayoutEffect(() => {
    const element = list.current;
    if (!element || !button) return;
    element.showPopover?.();
    placeBeside(element, button);
    rows()[begin === "first" ? 0 : items.length - 1]?.focus();
  }, []);

  useEffect(() => {
    const outside = (event: Event) => {
      if (!(event.target instanceof Node)) return;
      if (!list.current?.contains(event.target) && !button?.contains(event.target)) onClose(false);
    };
    const moved = (event: Event) => {
      if (!(event.target instanceof Node && list.current?.contains(event.target))) onClose(false);
    };
    document.addEventListener("pointerdown", outside);
    window.addEventListener("resize", moved);
    document.addEventListener("scroll", moved, { capture: true, passive: true });
    return () => {
      document.removeEventListener("pointerdown", outside);
      window.removeEventListener("resize", moved);
      document.removeEventListener("scroll", moved, { capture: true });
    };
  }, []);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape" || event.key === "Tab") {
      event.stopPropagation();
      if (event.key === "Escape") event.preventDefault();
      return onClose(true);
    }
    const all = rows();
    const at = all.findIndex((row) => row === document.activeElement);
    let next = rove(event.key, at, all.length, { axis: "vertical" });
    if (next === null && event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey) {
      const known = event.timeStamp - typed.current.at < 700 ? typed.current.text : "";
      typed.current = { text: known + event.key, at: event.timeStamp };
      next = roveByText(items.map((item) => item.label), known ? at - 1 : at, typed.current.text);
    }
    if (next === null) return;
    event.preventDefault();
    all[next]?.focus();
  };

  const select = (item: MenuItem) => {
    if (item.isDisabled) return;
    // Focus first: what is chosen may open a dialog, which gives focus back to the button later.
    onClose(true);
    item.onSelect();
  };

  return (
    <div
      ref={list}
      id={`${id}-menu`}
      class="menu-list"
      role="menu"
      popover="manual"
      aria-labelledby={`${id}-button`}
      onKeyDown={onKeyDown}
    >
      {items.map((item) => (
        <button
          key={item.id}
          type="button"
          role={item.isChecked === undefined ? "menuitem" : "menuitemcheckbox"}
          aria-checked={item.isChecked}
          aria-disabled={item.isDisabled ? "true" : undefined}
          tabIndex={-1}
          class={classNames("menu-item", item.isDanger && "menu-item-danger", item.beginsGroup && "menu-item-group")}
          onClick={() => select(item)}
        >
          <span class="menu-mark">
            {item.isChecked ? <Icon name="check" /> : item.icon && <Icon name={item.icon} />}
          </span>
          {item.label}
        </button>
      ))}
    </div>
  );
}
