// SPDX-License-Identifier: GPL-3.0-or-later
import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { t } from "../../i18n";
import { Icon } from "../../ui/icon";

export const boxId = "search-box";

interface BoxProps {
  readonly value: string;
  readonly isBusy: boolean;
  readonly hasAutofocus: boolean;
  readonly onInput: (value: string) => void;
  readonly onEnter: () => void;
}

export function SearchBox({ value, isBusy, hasAutofocus, onInput, onEnter }: BoxProps): JSX.Element {
  const field = useRef<HTMLInputElement>(null);
  // Before the shell looks where focus is.
  useLayoutEffect(() => {
    if (hasAutofocus) field.current?.focus({ preventScroll: true });
  }, []);
  return (
    <form
      class="search-box"
      role="search"
      aria-label={t("search.title")}
      onSubmit={(event) => {
        event.preventDefault();
        // On a phone the keyboard would hide what is found.
        if (matchMedia("(pointer: coarse)").matches) field.current?.blur();
        onEnter();
      }}
    >
      <div class={isBusy ? "quick-field search-busy" : "quick-field"}>
        <Icon name="search" />
        <input
          ref={field}
          id={boxId}
          class="quick-input"
          type="search"
          enterKeyHint="search"
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          maxLength={900}
          aria-label={t("search.box")}
          placeholder={t("search.placeholder")}
          value={value}
          onInput={(event) => onInput(event.currentTarget.value)}
        />
      </div>
    </form>
  );
}
