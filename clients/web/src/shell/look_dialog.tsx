// SPDX-License-Identifier: GPL-3.0-or-later
import type { JSX } from "preact";
import { chooseLanguage, language, languages, t, type Key } from "../i18n";
import { textSize, textSizes, theme, themes } from "../ui/appearance";
import { Dialog } from "../ui/dialog";
import { Select } from "../ui/select";

// Each language in its own words, so that one who reads no other finds it.
export const ownNames = { sv: "Svenska", en: "English" } as const;

export function LookDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }): JSX.Element {
  return (
    <Dialog isOpen={isOpen} title={t("look.label")} onClose={onClose}>
      <LookFields />
    </Dialog>
  );
}

// Also a part of the settings page.
export function LookFields(): JSX.Element {
  return (
    <div class="stack">
      <Select
        label={t("look.theme")}
        value={theme.value}
        choices={themes.map((value) => ({ value, label: t(`look.theme.${value}` satisfies Key) }))}
        onChange={(value) => {
          theme.value = value;
        }}
      />
      <Select
        label={t("look.textSize")}
        value={textSize.value}
        choices={textSizes.map((value) => ({ value, label: t(`look.textSize.${value}` satisfies Key) }))}
        onChange={(value) => {
          textSize.value = value;
        }}
      />
      <Select
        label={t("look.language")}
        value={language.value}
        choices={languages.map((value) => ({ value, label: ownNames[value] }))}
        onChange={(value) => void chooseLanguage(value)}
      />
    </div>
  );
}
