// SPDX-License-Identifier: GPL-3.0-or-later
// The view of the place one is at, or what stands there until it is known who is there.
import type { JSX } from "preact";
import { t } from "../i18n";
import { findSignIn, signInState } from "../store/sign_in";
import { Button } from "../ui/button";
import { Page } from "../ui/page";
import { Skeleton } from "../ui/placeholders";
import { matched, View } from "./view";

export function Admitted(): JSX.Element {
  const { is } = signInState.value;
  if (is === "signed_in" || matched.value?.route.isPublic) return <View />;
  if (is === "unreachable") return <Unreachable />;
  return <Skeleton lines={5} />;
}

function Unreachable(): JSX.Element {
  return (
    <Page title={t("signIn.unreachable.title")} lead={t("signIn.unreachable.text")}>
      <Button tone="primary" icon="update" onClick={() => void findSignIn()}>
        {t("signIn.unreachable.again")}
      </Button>
    </Page>
  );
}
