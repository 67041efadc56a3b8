// SPDX-License-Identifier: GPL-3.0-or-later
// Chooses several people: those chosen stand above as buttons that take them out again, and a field with
// a list below finds more.
import { useComputed, useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useId } from "preact/hooks";
import { compareText, t } from "../../i18n";
import { apartIn } from "../../store/apart";
import { directory } from "../../store/directory";
import { nameOf } from "../../store/people";
import type { Store } from "../../store/store";
import { Avatar } from "../../ui/avatar";
import { Icon } from "../../ui/icon";
import { apartWords, nameOr } from "../../ui/names";
import { QuickList } from "../../ui/quick_list";
import { announce } from "../../ui/toast";
import { candidatesIn, prepare } from "./choosing";

const shownMax = 8;

interface PeopleFieldProps {
  readonly store: Store;
  readonly chosen: readonly string[];
  // Not to be chosen: they are in it anyway.
  readonly without: readonly string[];
  readonly max: number;
  readonly onChange: (chosen: readonly string[]) => void;
}

export function PeopleField({ store, chosen, without, max, onChange }: PeopleFieldProps): JSX.Element {
  const id = useId();
  const typed = useSignal("");
  const all = useComputed(() =>
    prepare([...directory(store).value].sort((a, b) => compareText(a.name, b.name))),
  );
  const name = (person: string): string => nameOr(nameOf(store, person).value);
  const add = (person: string) => {
    typed.value = "";
    onChange([...chosen, person]);
    announce(t("conversations.to.added", { name: name(person) }));
  };
  const remove = (person: string) => {
    onChange(chosen.filter((other) => other !== person));
    announce(t("conversations.to.removed", { name: name(person) }));
    // What was pressed is gone; the field is where one goes on.
    document.querySelector<HTMLElement>(".conversations-people .quick-input")?.focus();
  };
  const found = candidatesIn(all.value, typed.value, new Set([...chosen, ...without]), shownMax);
  const apart = apartIn(store, found);
  const options = found.map((person) => ({
    id: person.id,
    label: person.name,
    detail: [
      person.isGuest ? t("conversations.guest") : [person.unit, person.site].filter(Boolean).join(", "),
      apartWords(apart.get(person.id)),
    ]
      .filter(Boolean)
      .join(" · "),
    icon: "people" as const,
  }));
  const isFull = chosen.length >= max;
  return (
    <div
      class="conversations-people"
      role="group"
      aria-labelledby={id}
      // Enter chooses here; with nothing to choose it must not send the form off.
      onKeyDown={(event) => {
        if (event.key === "Enter" && event.target instanceof HTMLInputElement) event.preventDefault();
      }}
    >
      <p class="field-label" id={id}>
        {t("conversations.to")}
      </p>
      <p class="field-hint">{t("conversations.to.hint", { max })}</p>
      {chosen.length > 0 && (
        <ul class="conversations-chosen" aria-label={t("conversations.to.chosen")}>
          {chosen.map((person) => (
            <li key={person}>
              <button type="button" class="conversations-chip" onClick={() => remove(person)}>
                <Avatar id={person} name={name(person)} size="small" />
                <span class="unseen">{t("conversations.to.remove", { name: name(person) })}</span>
                <span aria-hidden="true">{name(person)}</span>
                <Icon name="close" />
              </button>
            </li>
          ))}
        </ul>
      )}
      {isFull ? (
        <p class="field-hint">{t("conversations.to.full")}</p>
      ) : (
        <QuickList
          label={t("conversations.to")}
          placeholder={t("conversations.to.placeholder")}
          query={typed.value}
          onQuery={(query) => (typed.value = query)}
          options={options}
          onChoose={(option) => add(option.id)}
          empty={typed.value.trim() ? t("conversations.to.empty") : ""}
        />
      )}
    </div>
  );
}
