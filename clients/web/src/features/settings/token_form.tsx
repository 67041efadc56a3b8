// SPDX-License-Identifier: GPL-3.0-or-later
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { t } from "../../i18n";
import { createToken, TokenScope } from "../../store/account";
import { Role } from "../../store/entities";
import { me } from "../../store/people";
import type { Store } from "../../store/store";
import { Trouble, useAttempt } from "../../ui/attempt";
import { Button } from "../../ui/button";
import { focusFault } from "../../ui/faults";
import { Select } from "../../ui/select";
import { TextField } from "../../ui/text_field";
import { endOf, lifetimes } from "./lifetimes";
import { scopeWords } from "./scopes";

export interface TokenFormProps {
  readonly store: Store;
  readonly onMade: (secret: string) => void;
  readonly onClose: () => void;
}

export function TokenForm({ store, onMade, onClose }: TokenFormProps): JSX.Element {
  const [name, setName] = useState("");
  const [scope, setScope] = useState<TokenScope>(TokenScope.READ);
  const [days, setDays] = useState("90");
  const [isChecked, setIsChecked] = useState(false);
  const attempt = useAttempt();
  const isAdmin = me(store).value?.role === Role.ADMIN;
  const scopes = [TokenScope.READ, TokenScope.WRITE, ...(isAdmin ? [TokenScope.ADMIN] : [])];
  return (
    <form
      class="stack settings-narrow"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setIsChecked(true);
        focusFault(event.currentTarget);
        if (name.trim() === "") return;
        void attempt.run(async () => onMade(await createToken(name.trim(), scope, endOf(Number(days), Date.now()))));
      }}
    >
      <Trouble of={attempt} />
      <TextField
        label={t("settings.tokens.name")}
        hint={t("settings.tokens.nameHint")}
        lengthMax={80}
        value={name}
        onInput={setName}
        error={isChecked && name.trim() === "" ? t("signIn.missing") : undefined}
      />
      <Select
        label={t("settings.tokens.scope")}
        value={String(scope)}
        choices={scopes.map((value) => ({ value: String(value), label: t(scopeWords[value]) }))}
        onChange={(value) => setScope(Number(value))}
      />
      <Select
        label={t("settings.tokens.lifetime")}
        value={days}
        choices={[
          ...lifetimes.map((count) => ({ value: String(count), label: t("settings.days", { count }) })),
          { value: "0", label: t("settings.tokens.noEnd") },
        ]}
        onChange={setDays}
      />
      <div class="settings-foot">
        <Button type="submit" tone="primary" isBusy={attempt.isBusy}>
          {t("settings.tokens.create")}
        </Button>
        <Button tone="quiet" onClick={onClose}>
          {t("settings.cancel")}
        </Button>
      </div>
    </form>
  );
}
