// SPDX-License-Identifier: GPL-3.0-or-later
// What others wrote in the wiki lately, in the places one is in: a few titles, and nothing that counts.
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { t, tRich } from "../../i18n";
import { pagePath } from "../../router/places";
import { myRecentChanges } from "../../store/page_lists";
import { wikiPlaces } from "../../store/pages";
import { nameOf, wantPeople } from "../../store/people";
import type { Store } from "../../store/store";
import { Icon } from "../../ui/icon";
import { Link } from "../../ui/link";
import { nameOr } from "../../ui/names";
import { RelativeTime } from "../../ui/relative_time";
import { Row, Rows } from "../../ui/row";
import { Section } from "./section";

const shownMax = 4;
const freshMs = 14 * 24 * 60 * 60 * 1000;

export function WikiChanges({ store }: { store: Store }): JSX.Element | null {
  const { isLive } = store.status.value;
  const list = myRecentChanges(store);
  const fresh = list.now.value.rows
    .filter(({ page }) => page.revisedBy !== store.me && Number(page.revisedAtMs) > Date.now() - freshMs)
    .slice(0, shownMax);
  const authors = fresh.map(({ page }) => page.revisedBy);
  const places = wikiPlaces(store).value.map(({ community }) => community).join();
  useEffect(() => {
    if (isLive) void list.want();
  }, [isLive, places]);
  useEffect(() => void wantPeople(store, authors), [authors.join()]);
  if (fresh.length === 0) return null;
  return (
    <Section title={t("home.wiki")}>
      <Rows label={t("home.wiki")}>
        {fresh.map(({ page, summary }) => (
          <Row
            key={page.id}
            to={pagePath(page.id)}
            title={page.title}
            lead={<Icon name="page" />}
            text={summary || undefined}
            meta={tRich("home.wiki.by", { name: nameOr(nameOf(store, page.revisedBy).value), time: <RelativeTime at={page.revisedAtMs} /> })}
          />
        ))}
      </Rows>
      <p>
        <Link to="/wiki/recent" look="quiet">
          {t("home.wiki.all")}
        </Link>
      </p>
    </Section>
  );
}
