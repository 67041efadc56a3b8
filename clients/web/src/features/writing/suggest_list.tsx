// SPDX-License-Identifier: GPL-3.0-or-later
// What fits what is being written. Focus stays in the editor.
import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { type PlainKey, t } from "../../i18n";
import { Avatar } from "../../ui/avatar";
import { classNames } from "../../ui/class_names";
import { placeFor } from "../../ui/placing";
import { announce } from "../../ui/toast";
import type { Suggestion, Token } from "./suggesting";

interface ListProps {
  readonly id: string;
  // The sign that it belongs to, in the window.
  readonly at: { readonly left: number; readonly top: number; readonly bottom: number };
  readonly kind: Token["is"];
  readonly options: readonly Suggestion[];
  readonly active: number;
  readonly onChoose: (option: Suggestion) => void;
}

const names: Readonly<Record<Token["is"], PlainKey>> = { page: "writing.suggest.pages", person: "writing.suggest.people", slash: "writing.suggest.slash" };

export function SuggestList({ id, at, kind, options, active, onChoose }: ListProps): JSX.Element {
  const list = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = list.current;
    if (!element) return;
    if (!element.matches(":popover-open")) element.showPopover?.();
    const room = { width: document.documentElement.clientWidth, height: window.innerHeight };
    const anchor = { left: at.left, top: at.top, width: 0, height: at.bottom - at.top };
    const isRightToLeft = getComputedStyle(element).direction === "rtl";
    const place = placeFor(anchor, { width: element.offsetWidth, height: element.scrollHeight + 2 }, room, isRightToLeft);
    element.style.setProperty("left", `${place.left}px`);
    element.style.setProperty("top", `${place.top}px`);
    element.style.setProperty("max-height", `${place.heightMax}px`);
    element.children[active]?.scrollIntoView({ block: "nearest" });
  });
  useEffect(() => announce(t("ui.results", { count: options.length })), [options.length]);
  return (
    <div ref={list} id={`${id}-list`} class="menu-list writing-suggest" popover="manual" role="listbox" aria-label={t(names[kind])}>
      {options.map((option, index) => (
        <div
          key={option.id}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === active}
          class={classNames("writing-option", index === active && "writing-option-active")}
          // Before the editor would lose focus.
          onMouseDown={(event) => {
            event.preventDefault();
            onChoose(option);
          }}
        >
          {option.person && <Avatar id={option.person} name={option.label} size="small" />}
          <span class="writing-option-label">{option.label}</span>
          {option.detail && <span class="writing-option-detail">{option.detail}</span>}
        </div>
      ))}
    </div>
  );
}
