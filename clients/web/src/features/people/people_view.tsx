// SPDX-License-Identifier: GPL-3.0-or-later
// The directory: who there is, by name, and whom one may ask.
import { useComputed, useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { compareText, t } from "../../i18n";
import { personPath } from "../../router/places";
import { type Apart, apartIn } from "../../store/apart";
import { withStore } from "../../store/current";
import { directory, directoryState, isGuest as isGuestHere, type Listed, wantCompanions, wantDirectory } from "../../store/directory";
import type { Store } from "../../store/store";
import { Avatar } from "../../ui/avatar";
import { Banner } from "../../ui/banner";
import { Button } from "../../ui/button";
import { apartWords } from "../../ui/names";
import { Page } from "../../ui/page";
import { EmptyState, Skeleton } from "../../ui/placeholders";
import { Row, Rows } from "../../ui/row";
import { TextField } from "../../ui/text_field";
import { announce } from "../../ui/toast";
import { tongueNames } from "../../ui/tongues";
import { languageName } from "./languages";
import { Marks } from "./marks";
import { search, searchable } from "./searching";

const step = 50;

export default withStore(PeopleView);

function PeopleView({ store }: { store: Store }): JSX.Element {
  const typed = useSignal("");
  const shownMax = useSignal(step);
  const all = useComputed(() =>
    searchable([...directory(store).value].sort((a, b) => compareText(a.name, b.name)), languageName),
  );
  const found = useComputed(() => search(all.value, typed.value));
  const { isLive } = store.status.value;
  const isGuest = isGuestHere(store).value;
  const apart = useComputed(() => apartIn(store, directory(store).value));
  useEffect(() => void (isGuest ? wantCompanions(store) : wantDirectory(store)), [isLive, isGuest]);
  // Where one knows them from tells those apart who are listed alike.
  const hasTwins = apart.value.size > 0;
  useEffect(() => {
    if (hasTwins) void wantCompanions(store);
  }, [hasTwins]);
  const count = found.value.length;
  useEffect(() => {
    if (typed.value) announce(t("people.count", { count }));
  }, [typed.value, count]);
  const state = directoryState(store).value;
  const isWaiting = state === "loading" && !isGuest && all.value.length < 2;
  return (
    <Page title={t("people.title")} lead={t("people.lead")}>
      <div class="stack">
        <div class="people-search">
          <TextField
            type="search"
            label={t("people.search")}
            hint={t("people.search.hint")}
            value={typed.value}
            onInput={(value) => {
              typed.value = value;
              shownMax.value = step;
            }}
            autocomplete="off"
            spellcheck={false}
          />
        </div>
        {state === "partial" && !isGuest && (
          <Banner tone="warn" actions={<Button onClick={() => void wantDirectory(store)}>{t("people.again")}</Button>}>
            {t("people.partial")}
          </Banner>
        )}
        {isWaiting ? <Skeleton lines={6} hasAvatar /> : (
          <Found store={store} people={found.value.slice(0, shownMax.value)} apart={apart.value} count={count} isSearch={typed.value.trim() !== ""} />
        )}
        {count > shownMax.value && (
          <div>
            <Button onClick={() => (shownMax.value += step)}>{t("people.more")}</Button>
          </div>
        )}
      </div>
    </Page>
  );
}

interface FoundProps {
  readonly store: Store;
  readonly people: readonly Listed[];
  readonly apart: ReadonlyMap<string, Apart>;
  readonly count: number;
  readonly isSearch: boolean;
}
function Found({ store, people, apart, count, isSearch }: FoundProps): JSX.Element {
  if (count === 0) {
    return (
      <EmptyState icon="people" title={isSearch ? t("people.none.title") : t("people.empty.title")}>
        {isSearch ? t("people.none.text") : t("people.empty.text")}
      </EmptyState>
    );
  }
  return (
    <>
      <p class="people-count">{t("people.count", { count })}</p>
      <Rows label={t("people.title")}>
        {people.map((person) => (
          <PersonRow key={person.id} person={person} apart={apart.get(person.id)} isMe={person.id === store.me} />
        ))}
      </Rows>
    </>
  );
}

function PersonRow({ person, apart, isMe }: { person: Listed; apart: Apart | undefined; isMe: boolean }): JSX.Element {
  const { id, name, unit, site, languages, isGuest, isDeactivated } = person;
  const where = [[unit, site].filter(Boolean).join(", "), apartWords(apart)].filter(Boolean).join(" · ");
  return (
    <Row
      to={personPath(id)}
      title={name}
      lead={<Avatar id={id} name={name} />}
      mark={<Marks isGuest={isGuest} isDeactivated={isDeactivated} isMe={isMe} />}
      text={where || undefined}
      meta={languages.length > 0 ? tongueNames(languages) : undefined}
    />
  );
}
