// SPDX-License-Identifier: GPL-3.0-or-later
import type { JSX } from "preact";
import { Field, type FieldProps } from "./field";
import { Icon } from "./icon";

export interface Choice<Value extends string> {
  readonly value: Value;
  readonly label: string;
}

export interface SelectProps<Value extends string> extends FieldProps {
  readonly value: Value;
  readonly choices: readonly Choice<Value>[];
  readonly onChange: (value: Value) => void;
}

// The platform's own list: the best one on a phone, and the one that every screen reader knows.
export function Select<Value extends string>(props: SelectProps<Value>): JSX.Element {
  const { value, choices, onChange, ...field } = props;
  return (
    <Field {...field}>
      {(ids) => (
        <span class="select">
          <select
            {...ids}
            class="input"
            value={value}
            onChange={(event) => onChange(event.currentTarget.value as Value)}
          >
            {choices.map((choice) => (
              <option key={choice.value} value={choice.value} selected={choice.value === value}>
                {choice.label}
              </option>
            ))}
          </select>
          <Icon name="chevronDown" />
        </span>
      )}
    </Field>
  );
}
