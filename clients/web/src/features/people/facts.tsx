// SPDX-License-Identifier: GPL-3.0-or-later
import type { JSX } from "preact";
import { formatTime, t, timeZone } from "../../i18n";
import type { Person } from "../../store/directory";
import { mySettings } from "../../store/people";
import type { Store } from "../../store/store";
import { tongueNames } from "../../ui/tongues";

interface FactsProps {
  readonly store: Store;
  // Undefined: only the name is known, as guests know others.
  readonly person: Person | undefined;
  readonly name: string;
  readonly isMe: boolean;
}

export function Facts({ store, person, name, isMe }: FactsProps): JSX.Element | null {
  // Nothing is known, and so nothing is said of it.
  if (!person && !isMe) return null;
  const languages = person?.languages ?? [];
  const facts = [
    { term: t("people.profile.unit"), text: person?.unit ?? "" },
    { term: t("people.profile.site"), text: person?.site ?? "" },
    { term: t("people.profile.languages"), text: tongueNames(languages) },
    // Only the person's own time zone is known to the person.
    { term: t("people.profile.time"), text: isMe ? ownTime(store) : "" },
  ].filter(({ text }) => text !== "");
  const isBare = !person || (!person.unit && !person.site && languages.length === 0);
  const nothing = isMe ? t("people.profile.nothing.own") : t("people.profile.nothing", { name });
  return (
    <section class="profile-section" aria-label={t("people.profile.about", { name })}>
      {isBare && <p class="profile-quiet">{nothing}</p>}
      {facts.length > 0 && (
        <dl class="profile-facts">
          {facts.map(({ term, text }) => (
            <div key={term}>
              <dt>{term}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}

function ownTime(store: Store): string {
  const zone = mySettings(store).value?.timeZone || timeZone.value;
  return `${formatTime(Date.now())} (${zone.replaceAll("_", " ")})`;
}
