// SPDX-License-Identifier: GPL-3.0-or-later
// One box for all that somebody knew. What stands in it is all there is to know about a search: chips and menus
// write in it, and the page's address has it.
import { batch, useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { t } from "../../i18n";
import { location, navigate } from "../../router/location";
import { withStore } from "../../store/current";
import { type Question, Seeking } from "../../store/search";
import type { Store } from "../../store/store";
import { Page } from "../../ui/page";
import { BeforeSearch } from "./before_search";
import { Chips } from "./chips";
import { askedIn, searchPath } from "./editing";
import { Facets } from "./facets";
import { Filters } from "./filters";
import { Results } from "./results";
import { boxId, SearchBox } from "./search_box";
import { useHitKeys } from "./use_hit_keys";

export default withStore(SearchView);

const pauseMs = 120;

function SearchView({ store }: { store: Store }): JSX.Element {
  const asked = askedIn(location.value.query);
  const path = searchPath(asked);
  const { by } = location.value;
  const question = useSignal<Question>(asked);
  // Drawn at once with what was found before, so that going back finds its place.
  const seeking = useMemo(() => {
    const made = new Seeking(store);
    made.show(asked);
    return made;
  }, [store]);
  useEffect(() => () => seeking.close(), [seeking]);

  // The address as this view has written it, and as it was when something was asked for with Enter or a link.
  const written = useRef(path);
  const entered = useRef(path);
  const pause = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useLayoutEffect(() => {
    if (path === written.current) return;
    clearTimeout(pause.current);
    written.current = entered.current = path;
    question.value = asked;
    if (by !== "link") return seeking.show(asked);
    seeking.enter(asked);
    // The way to the search leads into its box, also from a search.
    if (asked.query === "") document.getElementById(boxId)?.focus();
  }, [path]);
  useEffect(() => () => clearTimeout(pause.current), []);

  const write = () => {
    clearTimeout(pause.current);
    // Somewhere else already: this address is not ours any more.
    if (location.peek().path !== "/search") return;
    written.current = searchPath(question.peek());
    navigate(written.current, { replace: true });
  };
  const type = (query: string) => {
    question.value = { query, root: question.peek().root, isExact: false };
    seeking.type(question.peek());
    clearTimeout(pause.current);
    pause.current = setTimeout(write, pauseMs);
  };
  const enter = () => {
    clearTimeout(pause.current);
    const wanted = searchPath(question.peek());
    seeking.enter(question.peek());
    if (wanted === entered.current) return write();
    // What was typed on the way is not gone back to; what was asked for before is.
    batch(() => {
      navigate(entered.current, { replace: true });
      navigate(wanted);
    });
    written.current = entered.current = wanted;
  };
  const change = (query: string) => navigate(searchPath({ root: question.peek().root, query }));

  // What could not be asked is asked once there is a connection again.
  const { isLive } = store.status.value;
  useEffect(() => {
    if (isLive && seeking.state.peek() === "unreachable") seeking.show(question.peek());
  }, [isLive]);

  const keys = useHitKeys();
  const found = seeking.found.value;
  const now = question.value;
  const isAsking = now.query.trim() !== "";
  const panel = { label: t("search.narrow"), content: isAsking && <Facets found={found} /> };
  return (
    <Page title={t("search.title")} tabTitle={asked.query.trim() ? t("search.tab", { words: asked.query }) : t("search.title")} panel={panel}>
      <div ref={keys.frame} class="search" onKeyDown={keys.onKeyDown}>
        <SearchBox value={now.query} isBusy={seeking.state.value === "asking"} onInput={type} onEnter={enter} hasAutofocus={asked.query === ""} />
        {isAsking && <Filters store={store} query={now.query} found={found} onChange={change} />}
        {isAsking && <Chips store={store} question={now} found={found} />}
        <Results store={store} seeking={seeking} question={now} before={<BeforeSearch store={store} />} />
      </div>
    </Page>
  );
}
