// SPDX-License-Identifier: GPL-3.0-or-later
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { t } from "../../i18n";
import { withStore } from "../../store/current";
import { recentChanges } from "../../store/page_lists";
import { wantPeople } from "../../store/people";
import type { Store } from "../../store/store";
import { EmptyState } from "../../ui/placeholders";
import { ListFrame } from "./list_frame";
import { Asked, RecentRows } from "./page_rows";
import type { PlaceName } from "./tag_path";

export default withStore(RecentView);

function RecentView({ store }: { store: Store }): JSX.Element {
  return (
    <ListFrame store={store} title={t("wiki.recent")}>
      {(place) => <Recent store={store} place={place} />}
    </ListFrame>
  );
}

function Recent({ store, place }: { store: Store; place: PlaceName }): JSX.Element {
  const { isLive } = store.status.value;
  const list = recentChanges(store, place);
  const authors = list.now.value.rows.map(({ page }) => page.revisedBy);
  useEffect(() => {
    if (isLive) void list.want();
  }, [place, isLive]);
  useEffect(() => void wantPeople(store, authors), [authors.join()]);
  const empty = (
    <EmptyState icon="page" title={t("wiki.none.title")}>
      {t("wiki.recent.none")}
    </EmptyState>
  );
  return (
    <Asked list={list} empty={empty}>
      {(rows) => <RecentRows store={store} rows={rows} label={t("wiki.recent")} showsPlace={place === null} />}
    </Asked>
  );
}
