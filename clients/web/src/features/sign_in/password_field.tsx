// SPDX-License-Identifier: GPL-3.0-or-later
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { t } from "../../i18n";
import { Checkbox } from "../../ui/checkbox";
import { TextField } from "../../ui/text_field";

export interface PasswordFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
  // New ones are offered by the browser, current ones filled in.
  readonly isNew?: boolean;
  readonly hint?: string;
  readonly error?: string | undefined;
  readonly isRequired?: boolean;
}

// May be pasted, filled in by a password manager, and looked at.
export function PasswordField({ label, value, onInput, isNew = false, hint, error, isRequired = false }: PasswordFieldProps): JSX.Element {
  const [isShown, setIsShown] = useState(false);
  return (
    <div class="sign-in-password">
      <TextField
        label={label}
        hint={hint}
        error={error}
        isRequired={isRequired}
        type={isShown ? "text" : "password"}
        name="password"
        autocomplete={isNew ? "new-password" : "current-password"}
        spellcheck={false}
        value={value}
        onInput={onInput}
      />
      <Checkbox label={t("signIn.show")} isChecked={isShown} onChange={setIsShown} />
    </div>
  );
}
