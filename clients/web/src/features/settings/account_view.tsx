// SPDX-License-Identifier: GPL-3.0-or-later
import type { JSX } from "preact";
import { t } from "../../i18n";
import { withStore } from "../../store/current";
import { ownDataFile } from "../../store/own_data";
import type { Store } from "../../store/store";
import { Button } from "../../ui/button";
import { Link } from "../../ui/link";
import { saveFile } from "../../ui/save_file";
import { EmailForm } from "./email_form";
import { Frame, Section } from "./frame";
import { PasswordForm } from "./password_form";
import { SignInList } from "./sign_in_list";
import { TokenList } from "./token_list";

function AccountView({ store }: { store: Store }): JSX.Element {
  return (
    <Frame store={store} lead="settings.account.lead">
      <Section title={t("settings.email")}>
        <EmailForm store={store} />
      </Section>
      <Section title={t("settings.password")}>
        <PasswordForm store={store} />
      </Section>
      <Section title={t("settings.signIns")} lead={t("settings.signIns.lead")}>
        <SignInList store={store} />
        <p>
          <Link to="/sign-out" look="button" icon="signOut">
            {t("signIn.out.title")}
          </Link>
        </p>
      </Section>
      <Section title={t("settings.tokens")} lead={t("settings.tokens.lead")}>
        <TokenList store={store} />
      </Section>
      <Section title={t("settings.data")} lead={t("settings.data.lead")}>
        <ul class="settings-points">
          <li>{t("settings.data.profile")}</li>
          <li>{t("settings.data.written")}</li>
          <li>{t("settings.data.own")}</li>
          <li>{t("settings.data.not")}</li>
        </ul>
        <div>
          <Button onClick={() => saveFile("fika-about-me.json", "application/json", ownDataFile(store))}>
            {t("settings.data.save")}
          </Button>
        </div>
      </Section>
    </Frame>
  );
}

export default withStore(AccountView);
