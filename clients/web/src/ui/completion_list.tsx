// SPDX-License-Identifier: GPL-3.0-or-later
// What fits what is being written: people, emoji, pages. Focus stays in the field, which names the list and
// the option that is active by their ids.
import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { t } from "../i18n";
import { Avatar } from "./avatar";
import { classNames } from "./class_names";
import { type Box, placeBeside } from "./placing";
import { announce } from "./toast";

export interface Completion {
  readonly id: string;
  readonly label: string;
  readonly detail?: string;
  // Whose picture stands before it.
  readonly person?: string;
  // What stands there instead: the emoji itself.
  readonly sign?: string;
  // What takes the place of the sign and what is behind it.
  readonly insert: string;
}

export interface CompletionListProps<T extends Completion> {
  // The list is `${id}-list`, its options `${id}-0` and so on.
  readonly id: string;
  readonly label: string;
  // The field, or where in the window that stands which it belongs to.
  readonly beside: Element | Box | null;
  readonly options: readonly T[];
  readonly active: number;
  readonly onChoose: (option: T) => void;
}

export function CompletionList<T extends Completion>({ id, label, beside, options, active, onChoose }: CompletionListProps<T>): JSX.Element {
  const list = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = list.current;
    if (!element || !beside) return;
    if (!element.matches(":popover-open")) element.showPopover?.();
    placeBeside(element, beside);
    element.children[active]?.scrollIntoView({ block: "nearest" });
  });
  useEffect(() => announce(t("ui.results", { count: options.length })), [options.length]);
  return (
    <div ref={list} id={`${id}-list`} class="menu-list completion" popover="manual" role="listbox" aria-label={label}>
      {options.map((option, index) => (
        <div
          key={option.id}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === active}
          class={classNames("completion-option", index === active && "completion-active")}
          // Before the field would lose focus.
          onMouseDown={(event) => {
            event.preventDefault();
            onChoose(option);
          }}
        >
          {option.person && <Avatar id={option.person} name={option.label} size="small" />}
          {option.sign && (
            <span class="completion-sign" aria-hidden="true">
              {option.sign}
            </span>
          )}
          <span class="completion-label">{option.label}</span>
          {option.detail && <span class="completion-detail">{option.detail}</span>}
        </div>
      ))}
    </div>
  );
}
