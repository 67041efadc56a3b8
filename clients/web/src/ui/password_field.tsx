// SPDX-License-Identifier: GPL-3.0-or-later
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { t } from "../i18n";
import { Checkbox } from "./checkbox";
import type { FieldProps } from "./field";
import { TextField } from "./text_field";

export interface PasswordFieldProps extends FieldProps {
  readonly value: string;
  readonly onInput: (value: string) => void;
  // A new one is offered by the browser, a current one is filled in.
  readonly isNew?: boolean;
}

// May be pasted, filled in by a password manager, and looked at.
export function PasswordField({ isNew = false, ...props }: PasswordFieldProps): JSX.Element {
  const [isShown, setIsShown] = useState(false);
  return (
    <div class="password">
      <TextField
        {...props}
        type={isShown ? "text" : "password"}
        name={isNew ? "new-password" : "password"}
        autocomplete={isNew ? "new-password" : "current-password"}
        spellcheck={false}
      />
      <Checkbox label={t("ui.showPassword")} isChecked={isShown} onChange={setIsShown} />
    </div>
  );
}
