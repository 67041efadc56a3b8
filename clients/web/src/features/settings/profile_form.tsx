// SPDX-License-Identifier: GPL-3.0-or-later
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { t } from "../../i18n";
import { keepFields, keptFields } from "../../store/kept_texts";
import { me, mySettings, updateProfile } from "../../store/people";
import type { Store } from "../../store/store";
import { Trouble, useAttempt } from "../../ui/attempt";
import { Button } from "../../ui/button";
import { Skeleton } from "../../ui/placeholders";
import { Select } from "../../ui/select";
import { TextField } from "../../ui/text_field";
import { toast } from "../../ui/toast";
import { deviceZone, zoneChoices } from "../../ui/tongues";
import { type Profile, changeOf, profileOf } from "./profile";
import { SpokenLanguages } from "./spoken_languages";

function writtenBefore(store: Store): Partial<Profile> {
  const kept = keptFields(store, "profile") ?? {};
  const isFit = ([field, value]: [string, unknown]) =>
    field === "languages" ? Array.isArray(value) && value.every((each) => typeof each === "string") : typeof value === "string";
  return Object.fromEntries(Object.entries(kept).filter(isFit));
}

// What was changed here stays until it is saved, whatever comes from elsewhere meanwhile, also in a new tab.
export function ProfileForm({ store }: { store: Store }): JSX.Element {
  const person = me(store).value;
  const settings = mySettings(store).value;
  const [edited, setEdited] = useState<Partial<Profile>>(() => writtenBefore(store));
  const keep = (next: Partial<Profile> | null) => keepFields(store, "profile", next);
  const attempt = useAttempt();
  if (!person || !settings) return <Skeleton lines={6} />;
  const held = profileOf(person, settings);
  const shown = { ...held, ...edited };
  const change = changeOf(held, shown);
  const take = (part: Partial<Profile>) => {
    const next = { ...edited, ...part };
    setEdited(next);
    keep(next);
  };
  const isNameless = shown.name.trim() === "";
  return (
    <form
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (isNameless || !change) return;
        void attempt.run(async () => {
          await updateProfile(store, change);
          keep(null);
          const isSent = store.reach.peek().kind === "online";
          toast({ text: t(isSent ? "settings.saved" : "settings.savedHere") });
        });
      }}
    >
      <Trouble of={attempt} />
      <TextField
        label={t("settings.profile.name")}
        autocomplete="name"
        isRequired
        lengthMax={80}
        value={shown.name}
        onInput={(name) => take({ name })}
        error={isNameless ? t("settings.profile.nameless") : undefined}
      />
      <div class="settings-pair">
        <TextField
          label={t("settings.profile.pronouns")}
          hint={t("settings.profile.pronounsHint")}
          lengthMax={40}
          value={shown.pronouns}
          onInput={(pronouns) => take({ pronouns })}
        />
        <TextField
          label={t("settings.profile.unit")}
          hint={t("settings.profile.unitHint")}
          autocomplete="organization"
          lengthMax={80}
          value={shown.unit}
          onInput={(unit) => take({ unit })}
        />
        <TextField
          label={t("settings.profile.site")}
          hint={t("settings.profile.siteHint")}
          lengthMax={80}
          value={shown.site}
          onInput={(site) => take({ site })}
        />
        <Select
          label={t("settings.profile.zone")}
          hint={t("settings.profile.zoneHint")}
          value={shown.timeZone || deviceZone()}
          choices={zoneChoices([shown.timeZone, deviceZone()])}
          onChange={(timeZone) => take({ timeZone })}
        />
      </div>
      <SpokenLanguages tags={shown.languages} onChange={(languages) => take({ languages })} />
      <div class="settings-foot">
        <Button type="submit" tone={change ? "primary" : "plain"} isBusy={attempt.isBusy}>
          {t("settings.save")}
        </Button>
        {change && (
          <Button tone="quiet" onClick={() => {
              setEdited({});
              keep(null);
            }}>
            {t("settings.undo")}
          </Button>
        )}
      </div>
    </form>
  );
}
