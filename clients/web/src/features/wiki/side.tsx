// SPDX-License-Identifier: GPL-3.0-or-later
// The tree with its filter: beside the text on a desk, behind a button elsewhere.
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { t } from "../../i18n";
import { location } from "../../router/location";
import { pagePath } from "../../router/places";
import { isFilterCut, wantAllPages } from "../../store/page_lists";
import type { PageStep } from "../../store/page_views";
import type { Store } from "../../store/store";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { TextField } from "../../ui/text_field";
import { canWriteIn } from "./may_write";
import { placeName } from "./places";
import { Tree } from "./tree";
import { findPages, setOpen } from "./tree_state";

interface SideProps {
  readonly store: Store;
  readonly community: string;
  readonly current?: string;
  readonly steps?: readonly PageStep[];
}

export function TreeBeside(props: SideProps): JSX.Element {
  return (
    <div class="reading-tree">
      <FilteredTree {...props} />
    </div>
  );
}

export function TreeSheet(props: SideProps): JSX.Element {
  const [isShown, setShown] = useState(false);
  const { path } = location.value;
  useEffect(() => setShown(false), [path]);
  return (
    <div class="tree-sheet">
      <Button icon="threads" tone="quiet" aria-haspopup="dialog" onClick={() => setShown(true)}>
        {t("wiki.tree.sheet")}
      </Button>
      <Dialog isOpen={isShown} title={placeName(props.store, props.community)} onClose={() => setShown(false)}>
        <FilteredTree {...props} />
      </Dialog>
    </div>
  );
}

export function FilteredTree({ store, community, current = "", steps = [] }: SideProps): JSX.Element {
  const [words, setWords] = useState("");
  const above = steps.map(({ id }) => id).join();
  const canMove = canWriteIn(store, community);
  const label = t("wiki.tree.label", { place: placeName(store, community) });
  // The way to the page that is read, and what is below it.
  useEffect(() => setOpen(store, [...(above ? above.split(",") : []), ...(current ? [current] : [])], true), [above, current]);
  return (
    <div class="tree-box">
      <TextField type="search" label={t("wiki.tree.filter")} value={words} onInput={setWords} autocomplete="off" />
      {words.trim() ? <FoundPages store={store} community={community} words={words} label={label} /> : <Tree store={store} community={community} current={current} canMove={canMove} label={label} />}
    </div>
  );
}

function FoundPages({ store, community, words, label }: { store: Store; community: string; words: string; label: string }): JSX.Element {
  const found = findPages(store, community, words);
  const { isLive } = store.status.value;
  useEffect(() => {
    if (isLive) void wantAllPages(store, community);
  }, [community, isLive]);
  return (
    <nav class="tree" aria-label={label}>
      <p class="tree-note" role="status">
        {found.length === 0 ? t("wiki.tree.noneFound") : t("wiki.tree.found", { count: found.length })}
      </p>
      {isFilterCut(store, community).value && <p class="tree-note">{t("wiki.tree.cut")}</p>}
      <ul class="tree-list">
        {found.map(({ page, above }) => (
          <li key={page.id} class="tree-found">
            <a class="tree-link" href={pagePath(page.id)} lang={page.language || undefined}>
              {page.title}
              {above.length > 0 && <span class="tree-above">{above.join(" › ")}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
