// SPDX-License-Identifier: GPL-3.0-or-later
// What fits what is being written behind an @ or a colon. Focus stays in the field.
import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { t } from "../../i18n";
import { Avatar } from "../../ui/avatar";
import { classNames } from "../../ui/class_names";
import { placeBeside } from "../../ui/placing";
import { announce } from "../../ui/toast";
import { emojiFor } from "./emoji";
import { fitsName, type Token } from "./mentions";

export interface Completion {
  readonly id: string;
  readonly label: string;
  readonly insert: string;
  readonly detail?: string;
  // The person it names; absent for emoji and for groups.
  readonly person?: string;
  readonly sign?: string;
}

const shownMax = 8;

export function completionsFor({ sign, query }: Token, people: readonly Completion[]): readonly Completion[] {
  if (sign === ":") {
    return emojiFor(query).slice(0, shownMax).map(({ emoji, name }) => ({ id: emoji, label: name, insert: emoji, sign: emoji }));
  }
  return people.filter(({ label }) => fitsName(label, query)).slice(0, shownMax);
}

interface ListProps {
  readonly id: string;
  readonly field: HTMLElement | null;
  readonly sign: Token["sign"];
  readonly options: readonly Completion[];
  readonly active: number;
  readonly onChoose: (option: Completion) => void;
}

export function CompletionList({ id, field, sign, options, active, onChoose }: ListProps): JSX.Element {
  const list = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = list.current;
    if (!element || !field) return;
    if (!element.matches(":popover-open")) element.showPopover?.();
    placeBeside(element, field);
  });
  useEffect(() => announce(t("ui.results", { count: options.length })), [options.length]);
  return (
    <div
      ref={list}
      id={`${id}-list`}
      class="menu-list completion"
      popover="manual"
      role="listbox"
      aria-label={sign === "@" ? t("talk.complete.people") : t("talk.complete.emoji")}
    >
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
          {option.person ? <Avatar id={option.person} name={option.label} size="small" /> : <span class="completion-sign" aria-hidden="true">{option.sign}</span>}
          <span class="completion-label">{option.label}</span>
          {option.detail && <span class="completion-detail">{option.detail}</span>}
        </div>
      ))}
    </div>
  );
}
