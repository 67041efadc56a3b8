// SPDX-License-Identifier: GPL-3.0-or-later
// Whether one wants to know when the page changes.
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { t } from "../../i18n";
import type { Page } from "../../store/pages";
import type { Store } from "../../store/store";
import { pageWatch, wantWatched, watchPage } from "../../store/watching";
import { Menu } from "../../ui/menu";
import { acting } from "./acting";

export function WatchMenu({ store, page }: { store: Store; page: Page }): JSX.Element {
  const { isLive } = store.status.value;
  const watch = pageWatch(store, page.id).value;
  useEffect(() => {
    if (isLive) void wantWatched(store);
  }, [isLive]);
  const set = (watched: boolean, withSubpages = false) => void acting(watchPage(store, page.id, watched, withSubpages));
  return (
    <span class={watch ? "watch-menu watch-menu-on" : "watch-menu"}>
      <Menu
        label={watch ? t("wiki.watching") : t("wiki.watch")}
        icon="eye"
        items={[
          { id: "page", label: t("wiki.watch.page"), isChecked: watch !== undefined && !watch.withSubpages, onSelect: () => set(true) },
          { id: "tree", label: t("wiki.watch.tree"), isChecked: watch?.withSubpages === true, onSelect: () => set(true, true) },
          { id: "stop", label: t("wiki.watch.stop"), isDisabled: !watch, beginsGroup: true, onSelect: () => set(false) },
        ]}
      />
    </span>
  );
}
