// SPDX-License-Identifier: GPL-3.0-or-later
// The front of the wiki: what the organisation knows, what was written lately, and the wikis of one's
// communities.
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { t } from "../../i18n";
import { communityPagesPath } from "../../router/places";
import { withStore } from "../../store/current";
import { myRecentChanges } from "../../store/page_lists";
import { wikiPlaces } from "../../store/pages";
import { organisation, wantPeople } from "../../store/people";
import type { Store } from "../../store/store";
import { Link } from "../../ui/link";
import { Page } from "../../ui/page";
import { EmptyState, Skeleton } from "../../ui/placeholders";
import { BeginLinks } from "./begin_links";
import { Part } from "./below";
import { RecentRows } from "./page_rows";
import { PlacePages } from "./place_pages";
import { WatchedNews } from "./watched_news";
import { Ways } from "./ways";

const recentMax = 8;

export default withStore(WikiView);

function WikiView({ store }: { store: Store }): JSX.Element {
  const { isLive } = store.status.value;
  const places = wikiPlaces(store).value;
  const hasOrganisation = organisation(store).value !== undefined;
  const list = myRecentChanges(store);
  const recent = list.now.value.rows.slice(0, recentMax);
  const inAll = places.map(({ community }) => community).join();
  useEffect(() => {
    if (isLive) void list.want();
  }, [isLive, inAll]);
  const authors = recent.map(({ page }) => page.revisedBy);
  useEffect(() => void wantPeople(store, authors), [authors.join()]);
  if (!store.isLoaded.value) {
    return (
      <Page title={t("wiki.title")}>
        <Skeleton lines={6} />
      </Page>
    );
  }
  return (
    <Page title={t("wiki.title")} lead={t("wiki.lead")} actions={hasOrganisation && <BeginLinks community="" />}>
      <div class="wiki-front">
        {hasOrganisation && (
          <section class="wiki-pages" aria-label={t("wiki.ofOrganisation")}>
            <PlacePages store={store} community="" />
          </section>
        )}
        <div class="wiki-beside">
          <WatchedNews store={store} />
          {recent.length > 0 && (
            <Part title={t("wiki.recent")}>
              <RecentRows store={store} rows={recent} label={t("wiki.recent")} showsPlace={places.length > 1} />
            </Part>
          )}
          <Communities places={places.filter(({ community }) => community)} isGuest={!hasOrganisation} />
          <Ways place={hasOrganisation ? "" : null} hasTrash={hasOrganisation} />
        </div>
      </div>
    </Page>
  );
}

function Communities({ places, isGuest }: { places: readonly { community: string; name: string }[]; isGuest: boolean }): JSX.Element | null {
  if (places.length === 0 && !isGuest) return null;
  if (places.length === 0) {
    return (
      <EmptyState icon="communities" title={t("communities.noneForGuest")}>
        {t("communities.noneForGuestText")}
      </EmptyState>
    );
  }
  return (
    <Part title={t("communities.mine")}>
      <ul class="reading-list">
        {places.map(({ community, name }) => (
          <li key={community}>
            <Link to={communityPagesPath(community)}>{name}</Link>
          </li>
        ))}
      </ul>
    </Part>
  );
}
