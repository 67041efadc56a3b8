// SPDX-License-Identifier: GPL-3.0-or-later
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { chooseLanguage, language, type Language, languages, t } from "../../i18n";
import { setPersonTimeZone } from "../../i18n/language";
import { Role } from "../../store/entities";
import { me, mySettings, organisation, updateProfile } from "../../store/people";
import { Trouble, useAttempt } from "../../ui/attempt";
import { Button } from "../../ui/button";
import { Page } from "../../ui/page";
import { Select } from "../../ui/select";
import { TextField } from "../../ui/text_field";
import { deviceZone, tongueName, zoneChoices } from "../../ui/tongues";
import type { StepProps } from "./first_visit_view";

export function SayWho({ store, progress, onDone, skip }: StepProps): JSX.Element {
  const person = me(store).value;
  const settings = mySettings(store).value;
  const [ownName, setOwnName] = useState<string>();
  const [ownZone, setOwnZone] = useState<string>();
  const attempt = useAttempt();
  const name = ownName ?? person?.name ?? "";
  const zone = ownZone ?? (settings?.timeZone || deviceZone());
  // A name that has not come yet is not one that was taken out.
  const isNameless = name.trim() === "" && (ownName !== undefined || person !== undefined);
  const place = organisation(store).value?.name;
  return (
    <Page
      title={t("firstVisit.who.title")}
      context={progress}
      lead={person?.role === Role.GUEST ? t("firstVisit.who.guest") : place ? t("firstVisit.who.member", { place }) : undefined}
    >
      <form
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (isNameless) return;
          void attempt.run(async () => {
            const change = { timeZone: zone, interfaceLanguage: language.value };
            await updateProfile(store, ownName === undefined || name.trim() === person?.name ? change : { ...change, name: name.trim() });
            setPersonTimeZone(zone);
            onDone();
          });
        }}
      >
        <Trouble of={attempt} />
        <TextField
          label={t("firstVisit.who.name")}
          hint={t("firstVisit.who.nameHint")}
          autocomplete="name"
          lengthMax={80}
          value={name}
          onInput={setOwnName}
          error={isNameless && ownName !== undefined ? t("firstVisit.who.nameless") : undefined}
        />
        <Select<Language>
          label={t("firstVisit.who.language")}
          value={language.value}
          choices={languages.map((value) => ({ value, label: tongueName(value) }))}
          onChange={(value) => void chooseLanguage(value)}
        />
        <Select
          label={t("firstVisit.who.zone")}
          hint={zone === deviceZone() ? t("firstVisit.who.zoneFound") : undefined}
          value={zone}
          choices={zoneChoices([zone, deviceZone()])}
          onChange={setOwnZone}
        />
        <div class="first-visit-foot">
          <Button type="submit" tone="primary" isBusy={attempt.isBusy}>
            {t("firstVisit.next")}
          </Button>
          {skip}
        </div>
      </form>
    </Page>
  );
}
