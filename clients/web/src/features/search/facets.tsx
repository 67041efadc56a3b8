// SPDX-License-Identifier: GPL-3.0-or-later
// How the hits are spread, beside them where there is room: each line narrows the search to its hits.
import type { JSX } from "preact";
import { useId } from "preact/hooks";
import { formatMonth, formatNumber, t } from "../../i18n";
import type { Found, SearchCount } from "../../store/search";
import { tongueName } from "../../ui/tongues";
import { hasCondition, monthIn, searchPath, withToggled } from "./editing";
import { wordOf } from "./typed_words";

const shownMax = 7;

export function Facets({ found }: { found: Found | null }): JSX.Element | null {
  if (!found?.facets || found.hits.length === 0) return null;
  const { kinds, communities, authors, languages, months } = found.facets;
  return (
    <div class="facets">
      <Facet found={found} title={t("search.filter.kind")} counts={kinds} typed={kindOf} words={(each) => kindLabel(each)} />
      <Facet found={found} title={t("search.filter.in")} counts={communities} typed={({ label }) => ["in", label]} words={({ label }) => label} />
      <Facet found={found} title={t("search.filter.from")} counts={authors} typed={({ label }) => ["from", label]} words={({ label }) => label} />
      <Facet found={found} title={t("search.filter.lang")} counts={languages} typed={({ value }) => ["lang", value]} words={({ value }) => tongueName(value)} />
      <Months found={found} counts={months} />
    </div>
  );
}

interface FacetProps {
  readonly found: Found;
  readonly title: string;
  readonly counts: readonly SearchCount[];
  // Name and value of the condition.
  readonly typed: (count: SearchCount) => readonly [string, string];
  readonly words: (count: SearchCount) => string;
}

function Facet({ found, title, counts, typed, words }: FacetProps): JSX.Element | null {
  const id = useId();
  const { question, conditions } = found;
  const shown = counts.filter(({ value, label, count }) => count > 0 && (value || label));
  const isChosen = (each: SearchCount): boolean => hasCondition(conditions, ...typed(each));
  // One alone narrows nothing.
  if (shown.length < 2 && !shown.some(isChosen)) return null;
  return (
    <section class="facet" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <ul>
        {shown.slice(0, shownMax).map((each) => (
          <li key={each.value}>
            <a
              class="facet-line"
              href={searchPath({ root: question.root, query: withToggled(question.query, conditions, ...typed(each)) })}
              aria-current={isChosen(each) ? "true" : undefined}
            >
              <span class="facet-words">{words(each)}</span>
              <span class="facet-count">{formatNumber(each.count)}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

const kindOf = ({ value }: SearchCount): readonly [string, string] => ["kind", value];
function kindLabel({ value, label }: SearchCount): string {
  const word = wordOf("kind", value);
  return word ? t(word.label) : label || value;
}

// From the first of the month to the first of the next one.
function Months({ found, counts }: { found: Found; counts: readonly SearchCount[] }): JSX.Element | null {
  const id = useId();
  const { question, conditions } = found;
  const shown = counts.filter(({ value, count }) => count > 0 && /^\d{4}-\d\d$/.test(value));
  if (shown.length < 2) return null;
  const rest = conditions.filter(({ name }) => name === "after" || name === "before");
  return (
    <section class="facet" aria-labelledby={id}>
      <h2 id={id}>{t("search.filter.time")}</h2>
      <ul>
        {[...shown]
          .sort((a, b) => (a.value < b.value ? 1 : -1))
          .slice(0, shownMax)
          .map(({ value, count }) => (
            <li key={value}>
              <a class="facet-line" href={searchPath({ root: question.root, query: monthIn(question.query, rest, value) })}>
                <span class="facet-words">{formatMonth(Date.parse(`${value}-15T12:00:00`))}</span>
                <span class="facet-count">{formatNumber(count)}</span>
              </a>
            </li>
          ))}
      </ul>
    </section>
  );
}
