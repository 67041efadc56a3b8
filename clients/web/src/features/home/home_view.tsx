// SPDX-License-Identifier: GPL-3.0-or-later
import type { JSX } from "preact";
import { t } from "../../i18n";
import { Page } from "../../ui/page";
import { EmptyState } from "../../ui/placeholders";

export default function HomeView(): JSX.Element {
  return (
    <Page title={t("home.title")} lead={t("home.lead")}>
      <EmptyState icon="cup" title={t("home.empty.title")}>
        {t("home.empty.text")}
      </EmptyState>
    </Page>
  );
}
