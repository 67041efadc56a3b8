// SPDX-License-Identifier: GPL-3.0-or-later
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { compareText, t } from "../../i18n";
import { withStore } from "../../store/current";
import { tags } from "../../store/page_lists";
import type { Store } from "../../store/store";
import { EmptyState } from "../../ui/placeholders";
import { ListFrame } from "./list_frame";
import { Asked } from "./page_rows";
import { type PlaceName, tagPath } from "./tag_path";

export default withStore(TagsView);

function TagsView({ store }: { store: Store }): JSX.Element {
  return (
    <ListFrame store={store} title={t("wiki.tagsTitle")}>
      {(place) => <Tags store={store} place={place} />}
    </ListFrame>
  );
}

function Tags({ store, place }: { store: Store; place: PlaceName }): JSX.Element {
  const { isLive } = store.status.value;
  const list = tags(store, place);
  useEffect(() => {
    if (isLive) void list.want();
  }, [place, isLive]);
  const empty = (
    <EmptyState icon="tag" title={t("wiki.tags.none")}>
      {t("wiki.tags.noneText")}
    </EmptyState>
  );
  return (
    <Asked list={list} empty={empty}>
      {(rows) => (
        <ul class="tag-index">
          {[...rows]
            .sort((a, b) => compareText(a.tag, b.tag))
            .map(({ tag, pageCount }) => (
              <li key={tag}>
                <a class="tag" href={tagPath(tag, place)}>
                  {tag}
                </a>
                <span class="reading-quiet">{t("wiki.tags.count", { count: pageCount })}</span>
              </li>
            ))}
        </ul>
      )}
    </Asked>
  );
}
