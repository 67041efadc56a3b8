// SPDX-License-Identifier: GPL-3.0-or-later
import type { JSX, KeyboardEventHandler, PartialInputHTMLAttributes, Ref } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { t } from "../i18n";
import { Field, type FieldProps } from "./field";

type NativeInput = Pick<
  PartialInputHTMLAttributes<HTMLInputElement>,
  "autocomplete" | "inputMode" | "name" | "placeholder" | "spellcheck" | "disabled" | "readOnly" | "onBlur" | "onKeyDown"
>;

type InputType = "text" | "search" | "email" | "password" | "url";

export interface TextFieldProps extends FieldProps, NativeInput {
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly type?: InputType;
  readonly lengthMax?: number;
  readonly inputRef?: Ref<HTMLInputElement>;
}

export function TextField(props: TextFieldProps): JSX.Element {
  const { label, hint, error, isRequired = false, value, onInput, type = "text", lengthMax, inputRef, ...rest } = props;
  return (
    <Field label={label} hint={hint} error={error} isRequired={isRequired} note={<LengthNote value={value} max={lengthMax} />}>
      {(ids) => (
        <input
          {...rest}
          {...ids}
          ref={inputRef ?? null}
          class="input"
          // The element's types tell roles by the kind of field; none is given here.
          type={type as "text"}
          value={value}
          onInput={(event) => onInput(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

export interface TextAreaProps extends FieldProps {
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly rows?: number;
  readonly placeholder?: string;
  readonly lengthMax?: number;
  readonly areaRef?: Ref<HTMLTextAreaElement>;
  readonly onKeyDown?: KeyboardEventHandler<HTMLTextAreaElement>;
}

// Grows with what is written, up to half of the screen.
export function TextArea(props: TextAreaProps): JSX.Element {
  const { label, hint, error, isRequired = false, value, onInput, rows = 3, lengthMax, areaRef, ...rest } = props;
  const own = useRef<HTMLTextAreaElement | null>(null);
  useLayoutEffect(() => {
    const area = own.current;
    if (!area) return;
    area.style.setProperty("block-size", "auto");
    area.style.setProperty("block-size", `${area.scrollHeight + area.offsetHeight - area.clientHeight}px`);
  }, [value]);
  const keep = (element: HTMLTextAreaElement | null) => {
    own.current = element;
    if (typeof areaRef === "function") areaRef(element);
    else if (areaRef) areaRef.current = element;
  };
  return (
    <Field label={label} hint={hint} error={error} isRequired={isRequired} note={<LengthNote value={value} max={lengthMax} />}>
      {(ids) => (
        <textarea
          {...rest}
          {...ids}
          ref={keep}
          class="input input-area"
          rows={rows}
          value={value}
          onInput={(event) => onInput(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

// Nothing is cut off while somebody writes: near the limit it says how much is left, past it how much is
// too much. Characters as people count them, not UTF-16 units.
function LengthNote({ value, max }: { value: string; max: number | undefined }): JSX.Element | null {
  if (max === undefined) return null;
  const left = max - [...value].length;
  if (left > Math.max(10, max / 10)) return null;
  return (
    <p class={left < 0 ? "field-error" : "field-hint"} aria-live="polite">
      {left < 0 ? t("ui.charactersOver", { count: -left }) : t("ui.charactersLeft", { count: left })}
    </p>
  );
}
