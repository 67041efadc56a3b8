// SPDX-License-Identifier: GPL-3.0-or-later
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { t } from "../../i18n";
import { changeOwnEmail } from "../../store/account";
import { mySettings } from "../../store/people";
import type { Store } from "../../store/store";
import { Trouble, useAttempt } from "../../ui/attempt";
import { Button } from "../../ui/button";
import { PasswordField } from "../../ui/password_field";
import { TextField } from "../../ui/text_field";
import { toast } from "../../ui/toast";

export function EmailForm({ store }: { store: Store }): JSX.Element {
  const settings = mySettings(store).value;
  const [edited, setEdited] = useState<string>();
  const [password, setPassword] = useState("");
  const attempt = useAttempt({
    permission_denied: "settings.passwordWrong",
    failed_precondition: "settings.email.proof",
    already_exists: "settings.email.taken",
    invalid_argument: "settings.email.odd",
  });
  const held = settings?.email ?? "";
  const email = edited ?? held;
  const isChanged = email.trim() !== held;
  return (
    <form
      class="stack settings-narrow"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!isChanged) return;
        void attempt.run(async () => {
          toast({ text: t("settings.email.changed", { email: await changeOwnEmail(email.trim(), password) }) });
          setEdited(undefined);
          setPassword("");
        });
      }}
    >
      <Trouble of={attempt} />
      <TextField
        label={t("settings.email.address")}
        hint={held === "" ? t("settings.email.none") : undefined}
        type="email"
        name="email"
        autocomplete="email"
        inputMode="email"
        spellcheck={false}
        value={email}
        onInput={setEdited}
      />
      {isChanged && settings?.hasPassword && (
        <PasswordField
          label={t("settings.password.current")}
          hint={t("settings.email.passwordHint")}
          value={password}
          onInput={setPassword}
        />
      )}
      {isChanged && (
        <div class="settings-foot">
          <Button type="submit" tone="primary" isBusy={attempt.isBusy}>
            {t("settings.email.submit")}
          </Button>
          <Button tone="quiet" onClick={() => setEdited(undefined)}>
            {t("settings.undo")}
          </Button>
        </div>
      )}
    </form>
  );
}
