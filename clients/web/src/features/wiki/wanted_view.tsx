// SPDX-License-Identifier: GPL-3.0-or-later
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { t } from "../../i18n";
import { writePath } from "../../router/places";
import { withStore } from "../../store/current";
import { wantedPages } from "../../store/page_lists";
import type { Store } from "../../store/store";
import { Icon } from "../../ui/icon";
import { Link } from "../../ui/link";
import { EmptyState } from "../../ui/placeholders";
import { Row, Rows } from "../../ui/row";
import { ListFrame } from "./list_frame";
import { canWriteIn } from "./may_write";
import { Asked } from "./page_rows";
import type { PlaceName } from "./tag_path";

export default withStore(WantedView);

function WantedView({ store }: { store: Store }): JSX.Element {
  return (
    <ListFrame store={store} title={t("wiki.wanted")} lead={t("wiki.wanted.lead")}>
      {(place) => <Wanted store={store} place={place} />}
    </ListFrame>
  );
}

function Wanted({ store, place }: { store: Store; place: PlaceName }): JSX.Element {
  const { isLive } = store.status.value;
  const list = wantedPages(store, place);
  useEffect(() => {
    if (isLive) void list.want();
  }, [place, isLive]);
  const empty = (
    <EmptyState icon="check" title={t("wiki.wanted.none")}>
      {t("wiki.wanted.noneText")}
    </EmptyState>
  );
  const canWrite = canWriteIn(store, place ?? "");
  return (
    <Asked list={list} empty={empty}>
      {(rows) => (
        <Rows label={t("wiki.wanted")}>
          {rows.map(({ title, pageCount }) => (
            <Row
              key={title}
              title={title}
              lead={<Icon name="page" />}
              meta={t("wiki.wanted.from", { count: pageCount })}
              actions={
                canWrite && (
                  <Link to={writePath({ title, ...(place ? { community: place } : {}) })} icon="add">
                    {t("wiki.wanted.write")}
                    <span class="unseen"> {title}</span>
                  </Link>
                )
              }
            />
          ))}
        </Rows>
      )}
    </Asked>
  );
}
