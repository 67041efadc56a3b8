// SPDX-License-Identifier: GPL-3.0-or-later
import type { JSX } from "preact";
import { t } from "../../i18n";
import { EmptyState } from "../../ui/placeholders";
import type { Shown } from "./selectors";

// Listed, and read by its members alone.
export function Closed({ of }: { of: Shown }): JSX.Element {
  return (
    <EmptyState icon="lock" title={t("communities.closed", { name: of.name })}>
      {t("communities.closedText")}
    </EmptyState>
  );
}
