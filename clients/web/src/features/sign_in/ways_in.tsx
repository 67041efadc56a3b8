// SPDX-License-Identifier: GPL-3.0-or-later
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { t } from "../../i18n";
import { Tabs } from "../../ui/tabs";
import { CodeForm, PasswordForm } from "./forms";

export function WaysIn({ email = "", startsWithCode = false }: { email?: string; startsWithCode?: boolean }): JSX.Element {
  const [way, setWay] = useState(startsWithCode ? "code" : "password");
  return (
    <Tabs
      label={t("signIn.title")}
      tabs={[
        { id: "password", label: t("signIn.byPassword") },
        { id: "code", label: t("signIn.byCode") },
      ]}
      chosen={way}
      onChoose={setWay}
    >
      {way === "password" ? <PasswordForm email={email} /> : <CodeForm />}
    </Tabs>
  );
}
