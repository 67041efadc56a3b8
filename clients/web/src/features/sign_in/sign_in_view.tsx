// SPDX-License-Identifier: GPL-3.0-or-later
import type { JSX } from "preact";
import { t } from "../../i18n";
import { location, navigate } from "../../router/location";
import { me } from "../../store/people";
import { signInState, signInWithLink } from "../../store/sign_in";
import { Trouble, useAttempt } from "../../ui/attempt";
import { Banner } from "../../ui/banner";
import { Button } from "../../ui/button";
import { Page } from "../../ui/page";
import { deviceName } from "./device";
import { codeWords } from "./forms";
import { dropLinkSecret, linkSecret } from "./link_secret";
import { useLook } from "./look";
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
  const look = useLook(secret);
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
  if (look?.is === "ended" || look?.is === "invitation") return <Ended name={name} leave={leave} />;
  const linked = look?.is === "sign-in" ? look : null;
  return (
    <Page
      title={t("signIn.link.title")}
      lead={
        <span class={look ? undefined : "sign-in-looking"}>
          {linked ? t("signIn.link.leadTo", { organisation: linked.organisation }) : t("signIn.link.lead")}
        </span>
      }
    >
      <div class="sign-in stack">
        <Trouble of={attempt} />
        {name && <p>{t("signIn.link.already", { name })}</p>}
        {name && (
          <Button tone="primary" isWide onClick={leave}>
            {t("signIn.link.goOn", { name })}
          </Button>
        )}
        <Button tone={name ? "plain" : "primary"} isWide isBusy={attempt.isBusy} onClick={() => void enter()}>
          {linked && linked.name !== name
            ? t("signIn.link.as", { name: linked.name })
            : t(name ? "signIn.link.instead" : "signIn.link.submit")}
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

// Whoever has another way in takes it here.
function Ended({ name, leave }: { name: string | undefined; leave: () => void }): JSX.Element {
  return (
    <Page title={t("signIn.title")}>
      <div class="sign-in stack">
        <Banner tone="warn">{t("signIn.codeWrong")}</Banner>
        {name ? (
          <>
            <p>{t("signIn.link.already", { name })}</p>
            <Button tone="primary" isWide onClick={leave}>
              {t("signIn.link.goOn", { name })}
            </Button>
          </>
        ) : (
          <WaysIn />
        )}
        <p class="sign-in-note">{t("signIn.noWay")}</p>
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
