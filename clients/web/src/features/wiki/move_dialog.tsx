// SPDX-License-Identifier: GPL-3.0-or-later
// Where a page shall stand: in which wiki, below which page, in front of which one.
import type { JSX } from "preact";
import { useEffect, useId, useState } from "preact/hooks";
import { t } from "../../i18n";
import { movePage } from "../../store/page_acts";
import { wantAllPages } from "../../store/page_lists";
import { children, type Page, page as pageOf, wantBranch, wikiPlaces } from "../../store/pages";
import type { Store } from "../../store/store";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { Select } from "../../ui/select";
import { TextField } from "../../ui/text_field";
import { toast } from "../../ui/toast";
import { acting } from "./acting";
import { canWriteIn } from "./may_write";
import { findPages, isWithinPage } from "./tree_state";

interface MoveProps {
  readonly store: Store;
  readonly page: Page;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

export function MoveDialog(props: MoveProps): JSX.Element | null {
  return props.isOpen ? <OpenMove {...props} /> : null;
}

function OpenMove({ store, page, onClose }: MoveProps): JSX.Element {
  const [community, setCommunity] = useState(page.community);
  const [parent, setParent] = useState(page.parent);
  const [before, setBefore] = useState(() => nextSibling(store, page));
  const { isLive } = store.status.value;
  const places = wikiPlaces(store).value.filter((place) => place.community === page.community || canWriteIn(store, place.community));
  const siblings = children(store, community, parent).value.filter(({ id }) => id !== page.id);
  useEffect(() => {
    if (isLive) void wantBranch(store, community, parent);
    if (isLive) void wantAllPages(store, community);
  }, [community, parent, isLive]);
  const place = (wanted: string) => {
    setCommunity(wanted);
    setParent("");
    setBefore("");
  };
  const below = (wanted: string) => {
    setParent(wanted);
    setBefore("");
  };
  const isSame = community === page.community && parent === page.parent && before === nextSibling(store, page);
  const move = async () => {
    if (!(await acting(movePage(store, page.id, { community, parent, before })))) return;
    toast({ text: t("wiki.move.done", { title: page.title }) });
    onClose();
  };
  return (
    <Dialog
      isOpen
      title={t("wiki.move.title", { title: page.title })}
      onClose={onClose}
      isKeptOnOutsidePress
      actions={
        <>
          <Button onClick={onClose}>{t("wiki.cancel")}</Button>
          <Button tone="primary" isBusy={isSame} onClick={() => void move()}>
            {t("wiki.move.do")}
          </Button>
        </>
      }
    >
      <div class="stack">
        <p>{t("wiki.move.lead")}</p>
        {places.length > 1 && (
          <Select label={t("wiki.move.place")} value={community} onChange={place} choices={places.map((each) => ({ value: each.community, label: each.name }))} />
        )}
        <ParentField store={store} community={community} moved={page.id} parent={parent} onChoose={below} />
        {siblings.length > 0 && (
          <Select
            label={t("wiki.move.order")}
            value={siblings.some(({ id }) => id === before) ? before : ""}
            onChange={setBefore}
            choices={[...siblings.map(({ id, title }) => ({ value: id, label: t("wiki.move.before", { title }) })), { value: "", label: t("wiki.move.last") }]}
          />
        )}
      </div>
    </Dialog>
  );
}

interface ParentProps {
  readonly store: Store;
  readonly community: string;
  readonly moved: string;
  readonly parent: string;
  readonly onChoose: (parent: string) => void;
}

// The pages whose titles have what is typed, as choices; the top is always one of them.
function ParentField({ store, community, moved, parent, onChoose }: ParentProps): JSX.Element {
  const [words, setWords] = useState("");
  const name = useId();
  const chosen = parent ? pageOf(store, parent).value : undefined;
  const found = words.trim()
    ? findPages(store, community, words, 8)
    : children(store, community)
        .value.slice(0, 8)
        .map((each) => ({ page: each, above: [] as readonly string[] }));
  const options = found.filter(({ page }) => !isWithinPage(store, page.id, moved) && page.id !== parent);
  const choice = (id: string, title: string, above: readonly string[]) => (
    <label key={id} class="move-choice">
      <input type="radio" name={name} checked={parent === id} onChange={() => onChoose(id)} />
      <span>
        {title}
        {above.length > 0 && <span class="tree-above">{above.join(" › ")}</span>}
      </span>
    </label>
  );
  return (
    <fieldset class="move-parent">
      <legend class="field-label">{t("wiki.move.parent")}</legend>
      <TextField type="search" label={t("wiki.move.search")} value={words} onInput={setWords} autocomplete="off" />
      <div class="move-choices">
        {choice("", t("wiki.move.top"), [])}
        {chosen && choice(chosen.id, chosen.title, [])}
        {options.map(({ page, above }) => choice(page.id, page.title, above))}
      </div>
    </fieldset>
  );
}

function nextSibling(store: Store, { id, community, parent }: Page): string {
  const siblings = children(store, community, parent).peek();
  return siblings[siblings.findIndex((each) => each.id === id) + 1]?.id ?? "";
}
