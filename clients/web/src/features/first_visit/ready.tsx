// SPDX-License-Identifier: GPL-3.0-or-later
import type { JSX } from "preact";
import { t } from "../../i18n";
import { Button } from "../../ui/button";
import { Icon, type IconName } from "../../ui/icon";
import { Page } from "../../ui/page";
import type { StepProps } from "./first_visit_view";

const points = [
  ["home", "firstVisit.ready.home"],
  ["question", "firstVisit.ready.ask"],
  ["offline", "firstVisit.ready.offline"],
  ["settings", "firstVisit.ready.settings"],
] as const satisfies readonly (readonly [IconName, string])[];

export function Ready({ progress, onDone }: StepProps): JSX.Element {
  return (
    <Page title={t("firstVisit.ready.title")} context={progress} lead={t("firstVisit.ready.lead")}>
      <div class="stack">
        <ul class="first-visit-points">
          {points.map(([icon, words]) => (
            <li key={icon}>
              <Icon name={icon} />
              <span>{t(words)}</span>
            </li>
          ))}
        </ul>
        <div class="first-visit-foot">
          <Button tone="primary" onClick={onDone}>
            {t("firstVisit.ready.start")}
          </Button>
        </div>
      </div>
    </Page>
  );
}
