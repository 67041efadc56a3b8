// SPDX-License-Identifier: GPL-3.0-or-later
// The languages somebody speaks at work, the preferred first: each can be taken out or put first, and more
// are added from a list.
import type { JSX } from "preact";
import { t } from "../../i18n";
import { IconButton } from "../../ui/button";
import { Select } from "../../ui/select";
import { announce } from "../../ui/toast";
import { tongueChoices, tongueName } from "../../ui/tongues";

export interface SpokenLanguagesProps {
  readonly tags: readonly string[];
  readonly onChange: (tags: readonly string[]) => void;
}

export function SpokenLanguages({ tags, onChange }: SpokenLanguagesProps): JSX.Element {
  return (
    <div class="stack">
      <Select
        label={t("settings.profile.languages")}
        hint={t("settings.profile.languagesHint")}
        value=""
        choices={[{ value: "", label: t("settings.profile.languageAdd") }, ...tongueChoices(tags)]}
        onChange={(tag) => tag && onChange([...tags, tag])}
      />
      {tags.length > 0 && (
        <ul class="settings-tags" aria-label={t("settings.profile.languages")}>
          {tags.map((tag, index) => (
            <li key={tag}>
              <span>{tongueName(tag)}</span>
              {index > 0 && (
                <IconButton
                  icon="pin"
                  label={t("settings.profile.languageFirst", { name: tongueName(tag) })}
                  onClick={() => onChange([tag, ...tags.filter((other) => other !== tag)])}
                />
              )}
              <IconButton
                icon="close"
                label={t("settings.profile.languageRemove", { name: tongueName(tag) })}
                onClick={() => {
                  onChange(tags.filter((other) => other !== tag));
                  announce(t("settings.profile.languageRemoved", { name: tongueName(tag) }));
                }}
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
