// SPDX-License-Identifier: GPL-3.0-or-later
// The pages that carry a tag.
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { t } from "../../i18n";
import type { ViewProps } from "../../router/feature";
import { withStore } from "../../store/current";
import { taggedPages } from "../../store/page_lists";
import { wantPeople } from "../../store/people";
import type { Store } from "../../store/store";
import { foldedTag, wantWatched, watchedTags, watchTag } from "../../store/watching";
import { Button } from "../../ui/button";
import { Link } from "../../ui/link";
import { EmptyState } from "../../ui/placeholders";
import { Rows } from "../../ui/row";
import { acting } from "./acting";
import { ListFrame } from "./list_frame";
import { Asked, PageRow } from "./page_rows";
import { type PlaceName, placeQuery } from "./tag_path";

export default withStore(TagView);

function TagView({ store, params }: ViewProps & { store: Store }): JSX.Element {
  const tag = params["tag"] ?? "";
  const isWatched = watchedTags(store).value.has(foldedTag(tag));
  const { isLive } = store.status.value;
  useEffect(() => {
    if (isLive) void wantWatched(store);
  }, [isLive]);
  const watch = (
    <Button icon="eye" onClick={() => void acting(watchTag(store, tag, !isWatched))}>
      {t(isWatched ? "wiki.watch.tagStop" : "wiki.watch.tag")}
    </Button>
  );
  return (
    <ListFrame store={store} title={t("wiki.tag", { tag })} actions={watch}>
      {(place) => <Tagged store={store} tag={tag} place={place} />}
    </ListFrame>
  );
}

function Tagged({ store, tag, place }: { store: Store; tag: string; place: PlaceName }): JSX.Element {
  const { isLive } = store.status.value;
  const list = taggedPages(store, tag, place);
  const authors = list.now.value.rows.map((page) => page.revisedBy);
  useEffect(() => {
    if (isLive) void list.want();
  }, [tag, place, isLive]);
  useEffect(() => void wantPeople(store, authors), [authors.join()]);
  const all = (
    <Link to={`/wiki/tags${placeQuery(place)}`} look="button" icon="tag">
      {t("wiki.tags.all")}
    </Link>
  );
  const empty = (
    <EmptyState icon="tag" title={t("wiki.tag.none")} action={all}>
      {t("wiki.tag.noneText")}
    </EmptyState>
  );
  return (
    <Asked list={list} empty={empty}>
      {(rows) => (
        <>
          <Rows label={t("wiki.tag", { tag })}>
            {rows.map((page) => (
              <PageRow key={page.id} store={store} page={page} showsPlace={place === null} />
            ))}
          </Rows>
          <div>{all}</div>
        </>
      )}
    </Asked>
  );
}
