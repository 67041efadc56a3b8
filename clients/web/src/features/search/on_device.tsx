// SPDX-License-Identifier: GPL-3.0-or-later
// Where the server cannot be asked: what this device holds, by its name.
import { useComputed } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import { t } from "../../i18n";
import { findable } from "../../store/findable";
import { wantHeldPages } from "../../store/pages";
import { nameOf } from "../../store/people";
import type { Store } from "../../store/store";
import { Banner } from "../../ui/banner";
import { Icon } from "../../ui/icon";
import { Row, Rows } from "../../ui/row";
import { type Entry, placesIn } from "./entries";
import { find, Folds, makeIndex } from "./finding";
import { visited } from "./recent";

const shownMax = 40;

interface OnDeviceProps {
  readonly store: Store;
  readonly typed: string;
  // There is a connection, but the server cannot search yet.
  readonly isPreparing?: boolean;
}

export function OnDevice({ store, typed, isPreparing = false }: OnDeviceProps): JSX.Element {
  const folds = useMemo(() => new Folds(), []);
  const places = useComputed(() => makeIndex(placesIn(findable(store).value, (person) => nameOf(store, person).value, visited(store.me).value.paths), folds));
  useEffect(() => void wantHeldPages(store).catch(() => undefined), []);
  const found = find(places.value, typed, shownMax);
  return (
    <div class="stack">
      {isPreparing ? <Banner icon="clock">{t("search.preparing")}</Banner> : <Banner icon="offline">{t("search.offline")}</Banner>}
      {found.length === 0 ? <p class="search-quiet">{t("search.offline.none")}</p> : <Places entries={found} label={t("search.results")} />}
    </div>
  );
}

export function Places({ entries, label, labelledBy }: { entries: readonly Entry[]; label?: string; labelledBy?: string }): JSX.Element {
  return (
    <Rows {...(label ? { label } : {})} {...(labelledBy ? { labelledBy } : {})}>
      {entries.map(({ id, to, name, detail, icon }) => (
        <Row key={id} to={to} title={name} lead={<Icon name={icon} />} meta={detail || undefined} />
      ))}
    </Rows>
  );
}
