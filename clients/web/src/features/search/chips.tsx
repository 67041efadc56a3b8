// SPDX-License-Identifier: GPL-3.0-or-later
// The conditions in the query as they were understood, each with a way to take it out again.
import type { JSX } from "preact";
import { formatDate, t } from "../../i18n";
import { page } from "../../store/pages";
import type { Found, Question, SearchCondition } from "../../store/search";
import type { Store } from "../../store/store";
import { thread } from "../../store/threads";
import { Icon } from "../../ui/icon";
import { tongueName } from "../../ui/tongues";
import { isExcluding, searchPath, without } from "./editing";
import { labelOf, wordOf } from "./typed_words";

interface ChipsProps {
  readonly store: Store;
  readonly question: Question;
  readonly found: Found | null;
}

export function Chips({ store, question, found }: ChipsProps): JSX.Element | null {
  const conditions = found?.conditions ?? [];
  const understood = conditions.filter((each) => !each.unknown);
  const unknown = conditions.filter((each) => each.unknown);
  if (conditions.length === 0 && !question.root) return null;
  return (
    <div class="search-chips">
      <ul class="search-chip-list" aria-label={t("search.conditions")}>
        {question.root && <Chip words={t("search.within", { title: rootTitle(store, question.root) })} to={searchPath({ ...question, root: "" })} />}
        {understood.map((each) => (
          <Chip key={each.begin} words={wordsOf(each, found?.question.query ?? "")} to={searchPath({ ...question, query: without(found?.question.query ?? "", [each]), isExact: false })} />
        ))}
      </ul>
      {unknown.map((each) => (
        <p key={each.begin} class="search-unknown">
          {t("search.unknown", { name: nameOf(each), value: each.value })}
        </p>
      ))}
    </div>
  );
}

function Chip({ words, to }: { words: string; to: string }): JSX.Element {
  return (
    <li class="search-chip">
      <span>{words}</span>
      <a href={to} class="search-chip-end" aria-label={t("search.remove", { what: words })} title={t("search.remove", { what: words })}>
        <Icon name="close" />
      </a>
    </li>
  );
}

function rootTitle(store: Store, root: string): string {
  return thread(store, root).value?.title || page(store, root).value?.title || t("search.within.one");
}

const nameOf = ({ name }: SearchCondition): string => {
  const known = labelOf(name);
  return known ? t(known) : name;
};

function wordsOf(condition: SearchCondition, query: string): string {
  const [name, value] = [nameOf(condition), valueOf(condition)];
  return isExcluding(query, condition) ? t("search.not", { name, value }) : `${name}: ${value}`;
}
function valueOf({ name, value, label }: SearchCondition): string {
  const word = wordOf(name, value);
  if (word) return t(word.label);
  if (name === "lang") return tongueName(value);
  if ((name === "before" || name === "after") && /^\d{4}-\d\d-\d\d$/.test(value)) return formatDate(Date.parse(`${value}T12:00:00`));
  return label || value;
}
