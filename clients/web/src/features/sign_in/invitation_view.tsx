// SPDX-License-Identifier: GPL-3.0-or-later
// Somebody with an invitation becomes a person. Only their press of the button uses it.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { t } from "../../i18n";
import { navigate } from "../../router/location";
import { me } from "../../store/people";
import { acceptInvitation, signInState } from "../../store/sign_in";
import { Trouble, useAttempt } from "../../ui/attempt";
import { Button } from "../../ui/button";
import { focusFault } from "../../ui/faults";
import { Link } from "../../ui/link";
import { Page } from "../../ui/page";
import { PasswordField } from "../../ui/password_field";
import { EmptyState } from "../../ui/placeholders";
import { TextField } from "../../ui/text_field";
import { deviceName } from "./device";
import { dropLinkSecret, linkSecret } from "./link_secret";
import { invitedTo, invitedWords, useLook } from "./look";
import { faultsOf, nameLengthMax, type Newcomer, passwordLengthMin } from "./newcomer";

export default function InvitationView(): JSX.Element {
  const link = linkSecret.value;
  if (link?.kind !== "invitation") return <NoInvitation />;
  const state = signInState.value;
  if (state.is === "signed_in") return <Already name={me(state.store).value?.name ?? ""} />;
  return <Newcoming key={link.secret} secret={link.secret} />;
}

function NoInvitation(): JSX.Element {
  return (
    <Page title={t("invitation.none.title")}>
      <EmptyState
        icon="link"
        title={t("invitation.none.what")}
        action={
          <Link to="/sign-in" look="button">
            {t("signIn.title")}
          </Link>
        }
      >
        {t("invitation.none.text")}
      </EmptyState>
    </Page>
  );
}

function Ended(): JSX.Element {
  return (
    <Page title={t("invitation.none.title")}>
      <EmptyState
        icon="link"
        title={t("invitation.over.what")}
        action={
          <Link to="/sign-in" look="button">
            {t("signIn.title")}
          </Link>
        }
      >
        {t("invitation.over.text")}
      </EmptyState>
    </Page>
  );
}

function Already({ name }: { name: string }): JSX.Element {
  return (
    <Page title={t("invitation.title")} lead={t("invitation.already", { name })}>
      <Button
        tone="primary"
        isWide
        onClick={() => {
          dropLinkSecret();
          navigate("/", { replace: true });
        }}
      >
        {t("signIn.link.goOn", { name })}
      </Button>
    </Page>
  );
}

function Newcoming({ secret }: { secret: string }): JSX.Element {
  const [newcomer, setNewcomer] = useState<Newcomer>({ name: "", email: "", password: "" });
  const [isChecked, setIsChecked] = useState(false);
  const attempt = useAttempt({ not_found: "invitation.ended", already_exists: "invitation.emailTaken" });
  const look = useLook(secret);
  if (look?.is === "ended" || look?.is === "sign-in") return <Ended />;
  const invited = look?.is === "invitation" ? look : null;
  const faults = isChecked ? faultsOf(newcomer) : {};
  const take = (change: Partial<Newcomer>) => setNewcomer({ ...newcomer, ...change });
  return (
    <Page
      title={t("invitation.title")}
      lead={
        <span class={look ? undefined : "sign-in-looking"}>
          {invited ? invitedWords(invited) : t("invitation.lead", { host: window.location.host })}
        </span>
      }
    >
      {invited && (
        <div class="sign-in-invited">
          {invitedTo(invited).map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
          <p>{t("invitation.sayWho")}</p>
        </div>
      )}
      <form
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setIsChecked(true);
          focusFault(event.currentTarget);
          if (Object.keys(faultsOf(newcomer)).length > 0) return;
          void attempt.run(async () => {
            await acceptInvitation({ ...newcomer, name: newcomer.name.trim(), email: newcomer.email.trim(), secret, device: deviceName() });
            dropLinkSecret();
          });
        }}
      >
        <Trouble of={attempt} />
        <TextField
          label={t("invitation.name")}
          hint={t("invitation.nameHint")}
          name="name"
          autocomplete="name"
          isRequired
          lengthMax={nameLengthMax}
          value={newcomer.name}
          onInput={(name) => take({ name })}
          error={faults.name && t(faults.name, { max: nameLengthMax })}
        />
        <TextField
          label={t("signIn.email")}
          hint={t("invitation.emailHint")}
          type="email"
          name="email"
          autocomplete="username"
          inputMode="email"
          spellcheck={false}
          value={newcomer.email}
          onInput={(email) => take({ email })}
          error={faults.email && t(faults.email)}
        />
        <PasswordField
          label={t("signIn.password")}
          hint={t("invitation.passwordHint", { min: passwordLengthMin })}
          isNew
          value={newcomer.password}
          onInput={(password) => take({ password })}
          error={faults.password && t(faults.password, { min: passwordLengthMin })}
        />
        <Button type="submit" tone="primary" isWide isBusy={attempt.isBusy}>
          {t("invitation.submit")}
        </Button>
        <p class="sign-in-note">{t("invitation.note")}</p>
      </form>
    </Page>
  );
}
