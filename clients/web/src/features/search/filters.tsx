// SPDX-License-Identifier: GPL-3.0-or-later
// Menus that write conditions into the query, with how many hits each would leave where that is known.
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { formatNumber, t } from "../../i18n";
import { me, nameOf } from "../../store/people";
import type { Found, SearchCondition, SearchCount } from "../../store/search";
import type { Store } from "../../store/store";
import { Button } from "../../ui/button";
import { Menu, type MenuItem } from "../../ui/menu";
import { tongueName } from "../../ui/tongues";
import { dayBefore, hasCondition, withCondition, withToggled } from "./editing";
import { ownPlaces } from "./hit_words";
import { holdsWords, kindWords, orderWords, stateWords, timeWords, type TypedWord, wordOf } from "./typed_words";

interface FiltersProps {
  readonly store: Store;
  readonly query: string;
  readonly found: Found | null;
  readonly onChange: (query: string) => void;
}

export function Filters(props: FiltersProps): JSX.Element {
  const isOpen = useSignal(false);
  return (
    <div class="search-filters">
      <span class="search-filters-toggle">
        <Button icon="filter" tone="quiet" aria-expanded={isOpen.value} onClick={() => (isOpen.value = !isOpen.value)}>
          {t("search.filters")}
        </Button>
      </span>
      <div class={isOpen.value ? "search-menus search-menus-open" : "search-menus"} role="group" aria-label={t("search.filters")}>
        <Menus {...props} />
      </div>
    </div>
  );
}

function Menus({ store, query, found, onChange }: FiltersProps): JSX.Element {
  // What was typed since then has not been understood yet.
  const known: readonly SearchCondition[] = found?.question.query === query ? found.conditions : [];
  const counts = found?.facets;
  const item = (name: string, value: string, label: string, count?: number): MenuItem => ({
    id: `${name} ${value}`,
    label: count === undefined ? label : t("search.counted", { what: label, count: formatNumber(count) }),
    isChecked: hasCondition(known, name, value),
    onSelect: () => onChange(withToggled(query, known, name, value)),
  });
  const ofWords = (name: string, words: readonly TypedWord[], found: readonly SearchCount[] = []): MenuItem[] =>
    words.map(({ value, label }) => item(name, value, t(label), found.find((each) => each.value === value)?.count));
  // Both ends of a time give way to another.
  const asOneTime = known.map((each) => (each.name === "before" ? { ...each, name: "after" } : each));
  const after = known.find(({ name }) => name === "after")?.value ?? "";
  const times: MenuItem[] = [{ days: 0, label: "search.time.any" } as const, ...timeWords].map(({ days, label }) => {
    const day = days > 0 ? dayBefore(Date.now(), days) : "";
    return { id: label, label: t(label), isChecked: after === day, onSelect: () => onChange(withCondition(query, asOneTime, "after", day)) };
  });
  const order = wordOf("sort", known.find(({ name }) => name === "sort")?.value ?? "")?.value ?? "";
  return (
    <>
      <Menu label={t("search.filter.kind")} items={ofWords("kind", kindWords, counts?.kinds)} />
      <Menu label={t("search.filter.in")} items={placesIn(store, counts?.communities).map(({ label, count }) => item("in", label, label, count))} />
      <Menu label={t("search.filter.from")} items={peopleIn(store, counts?.authors).map(({ label, count }) => item("from", label, label, count))} />
      <Menu label={t("search.filter.lang")} items={languagesIn(store, counts?.languages).map(({ value, count }) => item("lang", value, tongueName(value), count))} />
      <Menu label={t("search.filter.time")} items={times} />
      <Menu label={t("search.filter.is")} items={ofWords("is", stateWords)} />
      <Menu label={t("search.filter.has")} items={ofWords("has", holdsWords)} />
      <Menu
        label={t("search.filter.sort")}
        items={orderWords.map(({ value, label }) => ({
          id: label,
          label: t(label),
          isChecked: order === value,
          onSelect: () => onChange(withCondition(query, known, "sort", value)),
        }))}
      />
    </>
  );
}

interface Counted {
  readonly value: string;
  readonly label: string;
  readonly count?: number;
}
const listedMax = 12;

// Those that have hits come first, then the person's own.
function placesIn(store: Store, counts: readonly SearchCount[] = []): Counted[] {
  const own = ownPlaces(store).map(({ id, name }) => ({ value: id, label: name }));
  return merged(counts, own);
}
function peopleIn(store: Store, counts: readonly SearchCount[] = []): Counted[] {
  const name = me(store).value?.name ?? nameOf(store, store.me).value;
  return merged(counts, name ? [{ value: store.me, label: name }] : []);
}
function languagesIn(store: Store, counts: readonly SearchCount[] = []): Counted[] {
  const own = ["sv", "en", ...(me(store).value?.languages ?? [])].map((value) => ({ value, label: value }));
  return merged(counts, own);
}
function merged(counts: readonly SearchCount[], others: readonly Counted[]): Counted[] {
  const all = new Map<string, Counted>();
  for (const each of [...counts.filter(({ value, label }) => value || label), ...others]) if (!all.has(each.value)) all.set(each.value, each);
  return [...all.values()].slice(0, listedMax);
}
