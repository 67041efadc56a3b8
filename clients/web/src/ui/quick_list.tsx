// SPDX-License-Identifier: GPL-3.0-or-later
// A field with a list of what fits below it: the palette, a choice of person. Focus stays in the
// field; aria-activedescendant tells which row the keys have reached.
import type { ComponentChildren, JSX } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { t } from "../i18n";
import { classNames } from "./class_names";
import { Icon, type IconName } from "./icon";
import { rove } from "./roving";
import { announce } from "./toast";

export interface QuickOption {
  readonly id: string;
  readonly label: string;
  // The community of a thread, say.
  readonly detail?: string;
  readonly icon?: IconName;
  // The last one: seen however long the list is.
  readonly staysInView?: boolean;
}

export interface QuickListProps {
  readonly label: string;
  readonly placeholder?: string;
  readonly query: string;
  readonly onQuery: (query: string) => void;
  // In the order of rank; the first one is taken by Enter.
  readonly options: readonly QuickOption[];
  readonly onChoose: (option: QuickOption) => void;
  // Said when nothing fits.
  readonly empty: ComponentChildren;
  readonly hasAutofocus?: boolean;
  // How many are said to be found, where not every option is one that was.
  readonly foundCount?: number;
}

export function QuickList(props: QuickListProps): JSX.Element {
  const { label, placeholder, query, onQuery, options, onChoose, empty, hasAutofocus } = props;
  const foundCount = props.foundCount ?? options.length;
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  // The keys stay with the option they have reached, where others come in above it.
  const [reached, setReached] = useState("");
  const active = Math.max(0, options.findIndex((option) => option.id === reached));
  const setAt = (index: number) => setReached(options[index]?.id ?? "");
  useEffect(() => setReached(""), [query]);
  useEffect(() => {
    if (hasAutofocus) field.current?.focus();
  }, []);
  useEffect(() => {
    if (query) announce(t("ui.results", { count: foundCount }));
  }, [query, foundCount]);
  const list = useRef<HTMLDivElement>(null);
  // Within the list alone: the page around it must not move.
  useEffect(() => {
    const box = list.current;
    const row = box?.children[active];
    if (!box || !row) return;
    const [outer, inner] = [box.getBoundingClientRect(), row.getBoundingClientRect()];
    if (inner.top < outer.top) return void (box.scrollTop -= outer.top - inner.top);
    // What stays in view lies above the others.
    const stays = box.querySelector<HTMLElement>(".quick-option-stays");
    const bottom = outer.bottom - (stays && stays !== row ? stays.offsetHeight : 0);
    if (inner.bottom > bottom) box.scrollTop += inner.bottom - bottom;
  }, [active]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    const chosen = options[active];
    if (event.key === "Enter" && chosen) {
      event.preventDefault();
      return onChoose(chosen);
    }
    // Home and End belong to the text in the field.
    if (event.key === "Home" || event.key === "End") return;
    const next = rove(event.key, active, options.length, { axis: "vertical" });
    if (next === null) return;
    event.preventDefault();
    setAt(next);
  };

  return (
    <div class="quick">
      <div class="quick-field">
        <Icon name="search" />
        <input
          ref={field}
          class="quick-input"
          type="text"
          role="combobox"
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          enterKeyHint="go"
          aria-label={label}
          aria-expanded={options.length > 0}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={options.length > 0 ? `${id}-${active}` : undefined}
          placeholder={placeholder}
          value={query}
          onInput={(event) => onQuery(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
      </div>
      <div id={`${id}-list`} ref={list} class="quick-list" role="listbox" aria-label={label}>
        {options.map((option, index) => (
          <div
            key={option.id}
            id={`${id}-${index}`}
            role="option"
            class={classNames("quick-option", index === active && "quick-option-active", option.staysInView && "quick-option-stays")}
            aria-selected={index === active}
            // The field must not lose focus to a press.
            onMouseDown={(event) => event.preventDefault()}
            onPointerMove={() => setAt(index)}
            onClick={() => onChoose(option)}
          >
            {option.icon && <Icon name={option.icon} />}
            <span class="quick-label">{option.label}</span>
            {option.detail && <span class="quick-detail">{option.detail}</span>}
          </div>
        ))}
      </div>
      {options.length === 0 && empty && <p class="quick-empty">{empty}</p>}
    </div>
  );
}
