// SPDX-License-Identifier: GPL-3.0-or-later
import type { JSX } from "preact";
import { t } from "../../i18n";
import { location, navigate } from "../../router/location";
import { me } from "../../store/people";
import { signInState, signInWithLink } from "../../store/sign_in";
import { Trouble, useAttempt } from "../../ui/attempt";
import { Button } from "../../ui/button";
import { Page } from "../../ui/page";
import { deviceName } from "./device";
import { codeWords } from "./forms";
import { dropLinkSecret, linkSecret } from "./link_secret";
import { returnPath } from "./return_path";
import { WaysIn } from "./ways_in";

export default function SignInView(): JSX.Element {
  const link = linkSecret.value;
  return link?.kind === "sign-in" ? <ByLink key={link.secret} secret={link.secret} /> : <ByHand />;
}

// Only a press of the button uses the link up: whatever looks at an address before the person does, such as
// a preview in a chat, leaves it as it is.
function ByLink({ secret }: { secret: string }): JSX.Element {
  const attempt = useAttempt(codeWords);
  const state = signInState.value;
  const name = state.is === "signed_in" ? me(state.store).value?.name : undefined;
  const enter = () =>
    attempt.run(async () => {
      await signInWithLink({ secret, device: deviceName() });
      dropLinkSecret();
    });
  const leave = () => {
    dropLinkSecret();
    if (state.is === "signed_in") navigate(returnPath(location.value.query), { replace: true });
  };
  return (
    <Page title={t("signIn.link.title")} lead={t("signIn.link.lead")}>
      <div class="sign-in stack">
        <Trouble of={attempt} />
        {name && <p>{t("signIn.link.already", { name })}</p>}
        {name && (
          <Button tone="primary" isWide onClick={leave}>
            {t("signIn.link.goOn", { name })}
          </Button>
        )}
        <Button tone={name ? "plain" : "primary"} isWide isBusy={attempt.isBusy} onClick={() => void enter()}>
          {name ? t("signIn.link.instead") : t("signIn.link.submit")}
        </Button>
        {!name && (
          <Button tone="quiet" isWide onClick={leave}>
            {t("signIn.link.other")}
          </Button>
        )}
      </div>
    </Page>
  );
}

function ByHand(): JSX.Element {
  return (
    <Page title={t("signIn.title")} lead={t("signIn.lead")}>
      <div class="sign-in stack">
        <WaysIn />
        <p class="sign-in-note">{t("signIn.noWay")}</p>
      </div>
    </Page>
  );
}
