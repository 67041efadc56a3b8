// SPDX-License-Identifier: GPL-3.0-or-later
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { t } from "../../i18n";
import { setPassword } from "../../store/account";
import { mySettings } from "../../store/people";
import type { Store } from "../../store/store";
import { Trouble, useAttempt } from "../../ui/attempt";
import { Button } from "../../ui/button";
import { focusFault } from "../../ui/faults";
import { PasswordField } from "../../ui/password_field";
import { toast } from "../../ui/toast";

const lengthMin = 10;

export function PasswordForm({ store }: { store: Store }): JSX.Element {
  const settings = mySettings(store).value;
  const [isOpen, setIsOpen] = useState(false);
  const [current, setCurrent] = useState("");
  const [wanted, setWanted] = useState("");
  const [isChecked, setIsChecked] = useState(false);
  const attempt = useAttempt({ permission_denied: "settings.passwordWrong" });
  const hasOne = settings?.hasPassword === true;
  const isShort = [...wanted].length < lengthMin;
  const close = () => {
    setIsOpen(false);
    setIsChecked(false);
    setCurrent("");
    setWanted("");
  };
  if (!isOpen) {
    return (
      <>
        <p class="settings-lead">{t(hasOne ? "settings.password.has" : "settings.password.hasNone")}</p>
        <div>
          <Button onClick={() => setIsOpen(true)}>{t(hasOne ? "settings.password.change" : "settings.password.choose")}</Button>
        </div>
      </>
    );
  }
  return (
    <form
      class="stack settings-narrow"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setIsChecked(true);
        focusFault(event.currentTarget);
        if (isShort || (hasOne && current === "")) return;
        void attempt.run(async () => {
          await setPassword(current, wanted);
          toast({ text: t("settings.password.changed") });
          close();
        });
      }}
    >
      <Trouble of={attempt} />
      {hasOne && (
        <PasswordField
          label={t("settings.password.current")}
          value={current}
          onInput={setCurrent}
          error={isChecked && current === "" ? t("signIn.missing") : undefined}
        />
      )}
      <PasswordField
        label={t("settings.password.new")}
        hint={t("settings.password.newHint", { min: lengthMin })}
        isNew
        value={wanted}
        onInput={setWanted}
        error={isChecked && isShort ? t("invitation.passwordShort", { min: lengthMin }) : undefined}
      />
      <div class="settings-foot">
        <Button type="submit" tone="primary" isBusy={attempt.isBusy}>
          {t("settings.password.submit")}
        </Button>
        <Button tone="quiet" onClick={close}>
          {t("settings.cancel")}
        </Button>
      </div>
    </form>
  );
}
