// SPDX-License-Identifier: GPL-3.0-or-later
// What stands below the box: hits, or why there are none.
import type { ComponentChildren, JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { t, tRich } from "../../i18n";
import { wantPeople } from "../../store/people";
import type { Found, Question, Seeking } from "../../store/search";
import { isSame } from "../../store/search";
import type { Store } from "../../store/store";
import { Banner } from "../../ui/banner";
import { Button } from "../../ui/button";
import { Skeleton } from "../../ui/placeholders";
import { Refusal } from "../../ui/refusal";
import { announce, toast } from "../../ui/toast";
import { searchPath } from "./editing";
import { HitRow } from "./hit_row";
import { Nothing } from "./nothing";
import { OnDevice } from "./on_device";

interface ResultsProps {
  readonly store: Store;
  readonly seeking: Seeking;
  // As it stands in the box.
  readonly question: Question;
  // What stands there before anything is typed.
  readonly before: ComponentChildren;
}

export function Results({ store, seeking, question, before }: ResultsProps): JSX.Element {
  const found = seeking.found.value;
  const state = seeking.state.value;
  const isHere = found !== null && isSame(found.question, question) && state === "here";
  useAnnounced(isHere ? found : null);
  useNames(store, found);
  if (question.query.trim() === "") return <>{before}</>;
  if (state === "preparing") return <OnDevice store={store} typed={question.query} isPreparing />;
  if (state === "unreachable" || store.reach.value.kind === "offline") return <OnDevice store={store} typed={question.query} />;
  if (state === "refused") {
    return (
      <Banner tone="danger" actions={<Button onClick={() => seeking.enter(question)}>{t("search.again")}</Button>}>
        <Refusal of={seeking.refusal} />
      </Banner>
    );
  }
  if (!found) return <Skeleton lines={6} />;
  if (found.hits.length === 0) return <Nothing store={store} found={found} />;
  return (
    <div class="search-results" aria-busy={isHere ? undefined : "true"}>
      <Spelling found={found} />
      <p class="search-count">{countWords(found)}</p>
      <h2 class="unseen">{t("search.results")}</h2>
      <ol class="hits">
        {found.hits.map((hit) => (
          <HitRow key={`${hit.id} ${hit.anchor}`} store={store} hit={hit} question={found.question} />
        ))}
      </ol>
      {found.hasMore && (
        <div>
          <Button onClick={() => void seeking.more().catch(() => toast({ text: t("search.moreFailed"), tone: "danger" }))}>{t("search.showMore")}</Button>
        </div>
      )}
    </div>
  );
}

function Spelling({ found }: { found: Found }): JSX.Element | null {
  const { corrected, question, words } = found;
  if (!corrected) return null;
  const instead = (
    <a href={searchPath({ ...question, isExact: true })}>{t("search.instead", { words: words && words !== corrected ? words : question.query })}</a>
  );
  return <p class="search-spelling">{tRich("search.corrected", { corrected: <strong>{corrected}</strong>, instead })}</p>;
}

// "": not known yet.
function countWords({ facets, hits, hasMore }: Found): string {
  if (facets?.more) return t("search.countOver", { count: facets.count });
  if (facets) return t("search.count", { count: facets.count });
  return hasMore ? "" : t("search.count", { count: hits.length });
}

const saidMs = 700;

// For those who do not see the list: once it has stood for a moment.
function useAnnounced(found: Found | null): void {
  const words = found && (found.hits.length === 0 ? t(found.words ? "search.nothing" : "search.nothing.fits") : countWords(found));
  const said = useRef<string | null>(null);
  const key = found && `${found.question.query} ${words}`;
  useEffect(() => {
    if (!words || said.current === key) return;
    const timer = setTimeout(() => {
      said.current = key;
      announce(words);
    }, saidMs);
    return () => clearTimeout(timer);
  }, [key]);
}

const namesMs = 300;

// Of those who wrote what is found; not while somebody types.
function useNames(store: Store, found: Found | null): void {
  useEffect(() => {
    if (!found) return;
    const timer = setTimeout(() => void wantPeople(store, new Set(found.hits.map(({ author }) => author))), namesMs);
    return () => clearTimeout(timer);
  }, [found?.hits]);
}
