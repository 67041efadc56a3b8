// SPDX-License-Identifier: GPL-3.0-or-later
// What was thrown away in one place, and the way back.
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { t, tRich } from "../../i18n";
import { pagePath } from "../../router/places";
import { withStore } from "../../store/current";
import { restorePage } from "../../store/page_acts";
import { trashedPages } from "../../store/page_lists";
import type { Page } from "../../store/pages";
import { nameOf, wantPeople } from "../../store/people";
import type { Store } from "../../store/store";
import { Button } from "../../ui/button";
import { holdPlace } from "../../ui/hold_place";
import { Icon } from "../../ui/icon";
import { EmptyState } from "../../ui/placeholders";
import { RelativeTime } from "../../ui/relative_time";
import { Row, Rows } from "../../ui/row";
import { toast } from "../../ui/toast";
import { acting } from "./acting";
import { ListFrame } from "./list_frame";
import { Asked } from "./page_rows";

export default withStore(TrashView);

function TrashView({ store }: { store: Store }): JSX.Element {
  return (
    <ListFrame store={store} title={t("wiki.trash")} lead={t("wiki.trash.lead")}>
      {(place) => <Trash store={store} community={place ?? ""} />}
    </ListFrame>
  );
}

function Trash({ store, community }: { store: Store; community: string }): JSX.Element {
  const { isLive } = store.status.value;
  const list = trashedPages(store, community);
  const throwers = list.now.value.rows.map(({ trashedBy }) => trashedBy);
  useEffect(() => {
    if (isLive) void list.want();
  }, [community, isLive]);
  useEffect(() => void wantPeople(store, throwers), [throwers.join()]);
  const empty = (
    <EmptyState icon="trash" title={t("wiki.trash.none")}>
      {t("wiki.trash.noneText")}
    </EmptyState>
  );
  const closed = (
    <EmptyState icon="lock" title={t("wiki.trash")}>
      {t("wiki.trash.closed")}
    </EmptyState>
  );
  return (
    <Asked list={list} empty={empty} closed={closed}>
      {(rows) => (
        <Rows label={t("wiki.trash")}>
          {rows.map((page) => (
            <TrashRow key={page.id} store={store} page={page} />
          ))}
        </Rows>
      )}
    </Asked>
  );
}

function TrashRow({ store, page }: { store: Store; page: Page }): JSX.Element {
  const { id, title, trashedAtMs, trashedBy, language } = page;
  const name = nameOf(store, trashedBy).value;
  const when = <RelativeTime at={trashedAtMs} />;
  const restore = async (button: Element) => {
    holdPlace(button);
    if (await acting(restorePage(store, id))) toast({ text: t("wiki.restored", { title }) });
  };
  return (
    <Row
      to={pagePath(id)}
      title={<span lang={language || undefined}>{title}</span>}
      lead={<Icon name="page" />}
      meta={name ? tRich("wiki.trash.by", { name, when }) : tRich("wiki.trash.when", { when })}
      actions={
        <Button onClick={(event) => void restore(event.currentTarget)}>
          {t("wiki.restore")}
          <span class="unseen"> {title}</span>
        </Button>
      }
    />
  );
}
