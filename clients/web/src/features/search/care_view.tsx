// SPDX-License-Identifier: GPL-3.0-or-later
// For stewards and administrators: what people searched for and did not find, and words that mean the same here.
import type { JSX } from "preact";
import { useEffect, useId } from "preact/hooks";
import { formatDate, t } from "../../i18n";
import { askPath, writePath } from "../../router/places";
import { withStore } from "../../store/current";
import { caresForSearch, dismissGap, gaps, type SearchGap } from "../../store/search_care";
import type { Store } from "../../store/store";
import { Trouble, useAttempt } from "../../ui/attempt";
import { IconButton } from "../../ui/button";
import { Icon } from "../../ui/icon";
import { Link } from "../../ui/link";
import { Page } from "../../ui/page";
import { Row, Rows } from "../../ui/row";
import { searchPath } from "./editing";
import { ownPlaces } from "./hit_words";
import { NoRows } from "./no_rows";
import { Synonyms } from "./synonyms";

export default withStore(CareView);

function CareView({ store }: { store: Store }): JSX.Element {
  const cares = caresForSearch(store).value;
  const context = (
    <Link to="/search" look="quiet">
      {t("search.title")}
    </Link>
  );
  return (
    <Page title={t("search.care.title")} context={context} lead={cares ? t("search.care.lead") : t("search.care.notYours")}>
      {cares && (
        <div class="search-care">
          <Gaps store={store} />
          <Synonyms store={store} />
        </div>
      )}
    </Page>
  );
}

function Gaps({ store }: { store: Store }): JSX.Element {
  const id = useId();
  const list = gaps(store);
  const { state, rows } = list.now.value;
  const { isLive } = store.status.value;
  const ending = useAttempt();
  useEffect(() => {
    if (isLive) void list.want();
  }, [isLive]);
  return (
    <section class="search-care-part" aria-labelledby={id}>
      <h2 id={id}>{t("search.gaps")}</h2>
      <p class="search-quiet">{t("search.gaps.lead")}</p>
      <Trouble of={ending} />
      {rows.length === 0 && <NoRows list={list} title={t("search.gaps.none")} text={t("search.gaps.noneText")} />}
      {rows.length > 0 && (
        <Rows labelledBy={id}>
          {rows.map((gap) => (
            <Gap key={gap.words} store={store} gap={gap} onEnd={() => void ending.run(() => dismissGap(store, gap.words))} />
          ))}
        </Rows>
      )}
      {rows.length > 0 && state === "unreachable" && <p class="search-quiet">{t("search.care.offline")}</p>}
    </section>
  );
}

function Gap({ store, gap, onEnd }: { store: Store; gap: SearchGap; onEnd: () => void }): JSX.Element {
  const { words, count, weekMs } = gap;
  const place = ownPlaces(store)[0]?.id;
  const title = words.charAt(0).toLocaleUpperCase() + words.slice(1);
  return (
    <Row
      lead={<Icon name="search" />}
      title={<a class="search-gap" href={searchPath({ query: words })}>{words}</a>}
      meta={
        <>
          {t("search.gaps.facts", { count, week: formatDate(weekMs) })}
          <span class="search-gap-acts">
            {place && <Link to={askPath(place, title)}>{t("search.nothing.ask")}</Link>}
            <Link to={writePath({ title, ...(place ? { community: place } : {}) })}>{t("search.gaps.write")}</Link>
          </span>
        </>
      }
      actions={<IconButton icon="check" label={t("search.gaps.done", { words })} onClick={onEnd} />}
    />
  );
}
