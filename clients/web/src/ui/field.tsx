// SPDX-License-Identifier: GPL-3.0-or-later
// What all fields share: a visible label, a hint and an error that a screen reader connects with them.
import type { ComponentChildren, JSX } from "preact";
import { useId } from "preact/hooks";
import { t } from "../i18n";
import { Icon } from "./icon";

export interface FieldProps {
  readonly label: string;
  readonly hint?: string | undefined;
  // What is wrong and how to mend it; empty or absent when nothing is.
  readonly error?: string | undefined;
  readonly isRequired?: boolean;
}

export interface FieldIds {
  readonly id: string;
  readonly "aria-describedby": string | undefined;
  readonly "aria-invalid": "true" | undefined;
  readonly required: boolean;
}

interface FrameProps extends FieldProps {
  // Below the field: a count of characters left, say.
  readonly note?: ComponentChildren;
  readonly children: (ids: FieldIds) => ComponentChildren;
}

export function Field({ label, hint, error, isRequired = false, note, children }: FrameProps): JSX.Element {
  const id = useId();
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  const ids: FieldIds = {
    id,
    "aria-describedby": described || undefined,
    "aria-invalid": error ? "true" : undefined,
    required: isRequired,
  };
  return (
    <div class="field">
      <label class="field-label" for={id}>
        {label}
        {isRequired && <span class="field-need"> ({t("ui.required")})</span>}
      </label>
      {hint && (
        <p class="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {children(ids)}
      {error && (
        <p class="field-error" id={`${id}-error`}>
          <Icon name="warning" />
          <span>{error}</span>
        </p>
      )}
      {note}
    </div>
  );
}
