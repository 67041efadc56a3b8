// SPDX-License-Identifier: GPL-3.0-or-later
import type { JSX } from "preact";
import { t } from "../../i18n";
import { withStore } from "../../store/current";
import { mySettings, organisation, updateProfile } from "../../store/people";
import type { Store } from "../../store/store";
import { Switch } from "../../ui/checkbox";
import { Link } from "../../ui/link";
import { LookFields } from "../../ui/look_fields";
import { sendsOnEnter, setSendsOnEnter } from "../../ui/sending_key";
import { modName, setSingleKeys, singleKeysOn } from "../../ui/shortcuts";
import { toast } from "../../ui/toast";
import { version } from "../../ui/version";
import { Frame, Section } from "./frame";
import { Levels } from "./levels";
import { ProfileForm } from "./profile_form";

type Change = Parameters<typeof updateProfile>[1];

function SettingsView({ store }: { store: Store }): JSX.Element {
  const settings = mySettings(store).value;
  const place = organisation(store).value;
  const keep = (change: Change) =>
    updateProfile(store, change).catch(() => toast({ text: t("settings.notKept"), tone: "danger" }));
  return (
    <Frame store={store} lead="settings.self.lead">
      <Section title={t("settings.profile")} lead={t("settings.profile.lead")}>
        <ProfileForm store={store} />
      </Section>
      <Section title={t("look.label")} lead={t("settings.look.lead")}>
        <LookFields onLanguage={(interfaceLanguage) => void keep({ interfaceLanguage })} />
      </Section>
      <Section title={t("settings.levels")} lead={t("settings.levels.lead")}>
        <Levels store={store} />
      </Section>
      <Section title={t("settings.seen")} lead={t("settings.seen.lead")}>
        <Switch
          label={t("settings.seen.typing")}
          {...(place?.typingOff ? { hint: t("settings.seen.off") } : {})}
          isChecked={settings?.typingOff === false && !place?.typingOff}
          isDisabled={!settings || place?.typingOff === true}
          onChange={(isOn) => void keep({ typingOff: !isOn })}
        />
        <Switch
          label={t("settings.seen.hereNow")}
          {...(place?.hereNowOff ? { hint: t("settings.seen.off") } : {})}
          isChecked={settings?.hereNowOff === false && !place?.hereNowOff}
          isDisabled={!settings || place?.hereNowOff === true}
          onChange={(isOn) => void keep({ hereNowOff: !isOn })}
        />
      </Section>
      <Section title={t("settings.writing")} lead={t("settings.writing.lead")}>
        <Switch
          label={t("settings.writing.enter")}
          hint={t(sendsOnEnter.value ? "settings.writing.enterOn" : "settings.writing.enterOff", { key: modName })}
          isChecked={sendsOnEnter.value}
          onChange={setSendsOnEnter}
        />
      </Section>
      <Section title={t("shortcuts.title")}>
        <Switch
          label={t("shortcuts.single")}
          hint={t("shortcuts.singleHint")}
          isChecked={singleKeysOn.value}
          onChange={setSingleKeys}
        />
      </Section>
      <Section title={t("settings.about")} lead={t("settings.about.lead")}>
        {version && <p>{t("settings.about.version", { version })}</p>}
        <p>
          <Link to="/welcome" look="button" icon="cup">
            {t("settings.about.welcome")}
          </Link>
        </p>
      </Section>
    </Frame>
  );
}

export default withStore(SettingsView);
