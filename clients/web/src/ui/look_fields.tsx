// SPDX-License-Identifier: GPL-3.0-or-later
// How the app looks, and in which language. Theme and text size stay on this device; whoever is signed in
// keeps the language with the account (`onLanguage`).
import type { JSX } from "preact";
import { chooseLanguage, type Key, type Language, language, languages, t } from "../i18n";
import { textSize, textSizes, theme, themes } from "./appearance";
import { Select } from "./select";

// Each language in its own words, so that one who reads no other finds it.
export const ownNames = { sv: "Svenska", en: "English" } as const;

export function LookFields({ onLanguage }: { onLanguage?: ((chosen: Language) => void) | undefined }): JSX.Element {
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
        onChange={(value) => {
          void chooseLanguage(value);
          onLanguage?.(value);
        }}
      />
    </div>
  );
}
