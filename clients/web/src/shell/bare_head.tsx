// SPDX-License-Identifier: GPL-3.0-or-later
// Above the pages that stand alone: whose they are, and the way to another language, which one who cannot
// read this one must find.
import type { JSX } from "preact";
import { chooseLanguage, language, languages, t } from "../i18n";
import { Button } from "../ui/button";
import { Icon } from "../ui/icon";
import { ownNames } from "../ui/look_fields";

export function BareHead(): JSX.Element {
  return (
    <header class="bare-head">
      <span class="brand">
        <Icon name="cup" />
        <span>{t("app.name")}</span>
      </span>
      <span>
        {languages
          .filter((other) => other !== language.value)
          .map((other) => (
            <Button key={other} tone="quiet" lang={other} onClick={() => void chooseLanguage(other)}>
              {ownNames[other]}
            </Button>
          ))}
      </span>
    </header>
  );
}
