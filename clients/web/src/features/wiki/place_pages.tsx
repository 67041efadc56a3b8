// SPDX-License-Identifier: GPL-3.0-or-later
// The wiki of one place: its tree, and what one can do there.
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { t } from "../../i18n";
import { branch, children } from "../../store/pages";
import type { Store } from "../../store/store";
import { EmptyState } from "../../ui/placeholders";
import { canWriteIn } from "./may_write";
import { FilteredTree } from "./side";
import { setOpen } from "./tree_state";

// So few at the top are chapters: what is in them is worth showing.
const chaptersMax = 3;

export function PlacePages({ store, community }: { store: Store; community: string }): JSX.Element {
  const pages = children(store, community).value;
  const { state } = branch(store, community).value;
  const chapters = pages.length <= chaptersMax ? pages.map(({ id }) => id).join() : "";
  useEffect(() => {
    if (chapters) setOpen(store, chapters.split(","), true);
  }, [chapters]);
  if (pages.length === 0 && state === "whole") {
    return (
      <EmptyState icon="page" title={t("wiki.none.title")}>
        {t(canWriteIn(store, community) ? "wiki.none.text" : "wiki.none.read")}
      </EmptyState>
    );
  }
  if (pages.length === 0 && state === "unreachable") {
    return (
      <EmptyState icon="offline" title={t("wiki.unreachable.title")}>
        {t("wiki.unreachable.text")}
      </EmptyState>
    );
  }
  return <FilteredTree store={store} community={community} />;
}
