// SPDX-License-Identifier: GPL-3.0-or-later
// The languages a community speaks, chosen one by one.
import type { JSX } from "preact";
import { useId, useRef, useState } from "preact/hooks";
import { compareText, t } from "../../i18n";
import { Button } from "../../ui/button";
import { Icon } from "../../ui/icon";
import { Select } from "../../ui/select";
import { announce } from "../../ui/toast";
import { languageName } from "./words";

// What is spoken at many workplaces in the Nordic countries and beyond; those in use come to them.
const offered = [
  "sv", "en", "fi", "nb", "nn", "da", "is", "se", "de", "fr", "es", "pt", "it", "nl", "pl", "et", "lv", "lt", "uk", "ru",
  "ro", "bg", "el", "hr", "hu", "cs", "sk", "tr", "ar", "fa", "ku", "so", "ti", "am", "sw", "ur", "hi", "bn", "th", "vi",
  "zh", "ja", "ko",
];
const countMax = 10;

export interface LanguagesFieldProps {
  readonly value: readonly string[];
  readonly onChange: (languages: readonly string[]) => void;
  // Those that other communities speak.
  readonly inUse: readonly string[];
}

export function LanguagesField({ value, onChange, inUse }: LanguagesFieldProps): JSX.Element {
  const id = useId();
  const [next, setNext] = useState("");
  const group = useRef<HTMLDivElement>(null);
  const choices = [...new Set([...inUse, ...offered])]
    .filter((tag) => !value.includes(tag))
    .map((tag) => ({ value: tag, label: languageName(tag) }))
    .sort((a, b) => compareText(a.label, b.label));
  const add = () => {
    if (!next || value.includes(next)) return;
    onChange([...value, next]);
    announce(t("communities.languageAdded", { language: languageName(next) }));
    setNext("");
  };
  const remove = (tag: string) => {
    onChange(value.filter((each) => each !== tag));
    announce(t("communities.languageRemoved", { language: languageName(tag) }));
    group.current?.querySelector("select")?.focus();
  };
  return (
    <div class="languages" role="group" aria-labelledby={id} ref={group}>
      <p class="field-label" id={id}>
        {t("communities.languages")}
      </p>
      {value.length > 0 && (
        <ul class="chips">
          {value.map((tag) => (
            <li key={tag}>
              <button
                type="button"
                class="chip chip-taken"
                aria-label={t("communities.removeLanguage", { language: languageName(tag) })}
                onClick={() => remove(tag)}
              >
                {languageName(tag)}
                <Icon name="close" />
              </button>
            </li>
          ))}
        </ul>
      )}
      {value.length < countMax && (
        <div class="languages-add">
          <Select
            label={t("communities.addLanguage")}
            value={next}
            choices={[{ value: "", label: t("communities.chooseLanguage") }, ...choices]}
            onChange={setNext}
          />
          <Button onClick={add}>{t("communities.add")}</Button>
        </div>
      )}
    </div>
  );
}
