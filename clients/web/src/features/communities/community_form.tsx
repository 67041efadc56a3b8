// SPDX-License-Identifier: GPL-3.0-or-later
// What a community says of itself: the same for a new one and for its settings.
import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import { type PlainKey, t } from "../../i18n";
import type { Openness } from "../../store/entities";
import type { Store } from "../../store/store";
import { Button } from "../../ui/button";
import { TextArea, TextField } from "../../ui/text_field";
import { languagesIn, themesIn } from "./discovering";
import { checkDetails, type Details, limits } from "./details";
import { LanguagesField } from "./languages_field";
import { OpennessChoice, opennessWarning } from "./openness_choice";
import { known } from "./selectors";

export interface CommunityFormProps {
  readonly store: Store;
  // As it is; openness is warned of, and what is different is sent, against this.
  readonly from: Details;
  // What was written on an earlier visit and not sent.
  readonly written?: Details | undefined;
  readonly action: PlainKey;
  // It is there already: changing its openness changes things for people.
  readonly isThere?: boolean;
  readonly isBusy?: boolean;
  readonly onSubmit: (details: Details) => void;
  readonly onChange?: (details: Details) => void;
}

const themesOffered = 8;

export function CommunityForm({ store, from, written, action, isThere, isBusy, onSubmit, onChange }: CommunityFormProps): JSX.Element {
  const [details, setDetails] = useState(written ?? from);
  const [isTried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const others = known(store).value;
  const change = (next: Partial<Details>) => {
    const whole = { ...details, ...next };
    setDetails(whole);
    onChange?.(whole);
  };
  const errors = isTried ? checkDetails(details) : {};
  const errorOf = (field: keyof typeof limits): string | undefined => {
    const error = errors[field];
    return error && t(error, { count: limits[field] });
  };
  const warning = isThere ? opennessWarning(from.openness, details.openness) : undefined;
  const submit = (event: Event) => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(checkDetails(details)).length === 0) return onSubmit(details);
    // Once the fields say what is wrong.
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus());
  };
  const themes = themesIn(others).filter((theme) => theme !== details.theme.trim());
  return (
    <form class="community-form" noValidate onSubmit={submit} ref={form}>
      <TextField
        label={t("communities.name")}
        hint={t("communities.nameHint")}
        value={details.name}
        onInput={(name) => change({ name })}
        lengthMax={limits.name}
        error={errorOf("name")}
        isRequired
        autocomplete="off"
      />
      <TextArea
        label={t("communities.purpose")}
        hint={t("communities.purposeHint")}
        value={details.purpose}
        onInput={(purpose) => change({ purpose })}
        lengthMax={limits.purpose}
        error={errorOf("purpose")}
      />
      <div class="stack-close">
        <TextField
          label={t("communities.theme")}
          hint={t("communities.themeHint")}
          value={details.theme}
          onInput={(theme) => change({ theme })}
          lengthMax={limits.theme}
          error={errorOf("theme")}
          autocomplete="off"
        />
        {themes.length > 0 && (
          <ul class="chips" aria-label={t("communities.themesInUse")}>
            {themes.slice(0, themesOffered).map((theme) => (
              <li key={theme}>
                <button type="button" class="chip" onClick={() => change({ theme })}>
                  {theme}
                </button>
              </li>
            ))}
          </ul>
        )}
      </div>
      <TextField
        label={t("communities.rhythm")}
        hint={t("communities.rhythmHint")}
        value={details.rhythm}
        onInput={(rhythm) => change({ rhythm })}
        lengthMax={limits.rhythm}
        error={errorOf("rhythm")}
        autocomplete="off"
      />
      <LanguagesField value={details.languages} onChange={(languages) => change({ languages })} inUse={languagesIn(others)} />
      <OpennessChoice
        value={details.openness}
        onChange={(openness: Openness) => change({ openness })}
        warning={warning && t(warning)}
      />
      <div>
        <Button type="submit" tone="primary" isBusy={isBusy ?? false}>
          {t(action)}
        </Button>
      </div>
    </form>
  );
}
