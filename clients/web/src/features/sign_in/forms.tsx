// SPDX-License-Identifier: GPL-3.0-or-later
// The two ways in: e-mail and password, and a one-time code or link for those without them. On the sign-in
// page and in the dialog of an expired sign-in alike.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { t } from "../../i18n";
import { signInWithLink, signInWithPassword } from "../../store/sign_in";
import { Trouble, useAttempt } from "../../ui/attempt";
import { Button } from "../../ui/button";
import { focusFault } from "../../ui/faults";
import { PasswordField } from "../../ui/password_field";
import { TextField } from "../../ui/text_field";
import { deviceName } from "./device";
import { secretOfTyped } from "./link_secret";

export function PasswordForm({ email: known = "" }: { email?: string }): JSX.Element {
  const [email, setEmail] = useState(known);
  const [password, setPassword] = useState("");
  const [isChecked, setIsChecked] = useState(false);
  const attempt = useAttempt({ unauthenticated: "signIn.wrong" });
  const missing = (value: string) => (isChecked && value === "" ? t("signIn.missing") : undefined);
  return (
    <form
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setIsChecked(true);
        focusFault(event.currentTarget);
        if (email.trim() === "" || password === "") return;
        void attempt.run(() => signInWithPassword({ email: email.trim(), password, device: deviceName() }));
      }}
    >
      <Trouble of={attempt} />
      <TextField
        label={t("signIn.email")}
        type="email"
        name="email"
        autocomplete="username"
        inputMode="email"
        spellcheck={false}
        value={email}
        onInput={setEmail}
        error={missing(email.trim())}
      />
      <PasswordField label={t("signIn.password")} value={password} onInput={setPassword} error={missing(password)} />
      <Button type="submit" tone="primary" isWide isBusy={attempt.isBusy}>
        {t("signIn.submit")}
      </Button>
    </form>
  );
}

export function CodeForm(): JSX.Element {
  const [typed, setTyped] = useState("");
  const [isChecked, setIsChecked] = useState(false);
  const attempt = useAttempt(codeWords);
  const secret = secretOfTyped(typed);
  return (
    <form
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setIsChecked(true);
        focusFault(event.currentTarget);
        if (secret !== "") void attempt.run(() => signInWithLink({ secret, device: deviceName() }));
      }}
    >
      <Trouble of={attempt} />
      <TextField
        label={t("signIn.code")}
        hint={t("signIn.codeHint")}
        name="code"
        autocomplete="one-time-code"
        spellcheck={false}
        value={typed}
        onInput={setTyped}
        error={isChecked && secret === "" ? t("signIn.missing") : undefined}
      />
      <Button type="submit" tone="primary" isWide isBusy={attempt.isBusy}>
        {t("signIn.codeSubmit")}
      </Button>
    </form>
  );
}

export const codeWords = {
  unauthenticated: "signIn.codeWrong",
  not_found: "signIn.codeWrong",
  invalid_argument: "signIn.codeWrong",
  failed_precondition: "signIn.codeWrong",
} as const;
