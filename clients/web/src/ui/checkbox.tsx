// SPDX-License-Identifier: GPL-3.0-or-later
import type { JSX } from "preact";
import { useId } from "preact/hooks";
import { classNames } from "./class_names";

export interface CheckboxProps {
  readonly label: string;
  readonly hint?: string;
  readonly isChecked: boolean;
  readonly onChange: (isChecked: boolean) => void;
  readonly isDisabled?: boolean;
}

// One of several things that are sent together.
export function Checkbox(props: CheckboxProps): JSX.Element {
  return <Box {...props} isSwitch={false} />;
}

// Takes effect at once.
export function Switch(props: CheckboxProps): JSX.Element {
  return <Box {...props} isSwitch />;
}

function Box({ label, hint, isChecked, onChange, isDisabled, isSwitch }: CheckboxProps & { isSwitch: boolean }): JSX.Element {
  const id = useId();
  return (
    <div class="check">
      <input
        id={id}
        type="checkbox"
        role={isSwitch ? "switch" : undefined}
        class={classNames("check-box", isSwitch && "check-switch")}
        checked={isChecked}
        disabled={isDisabled ?? false}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <span class="check-words">
        <label for={id}>{label}</label>
        {hint && (
          <span class="field-hint" id={`${id}-hint`}>
            {hint}
          </span>
        )}
      </span>
    </div>
  );
}
