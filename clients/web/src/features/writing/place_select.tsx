// SPDX-License-Identifier: GPL-3.0-or-later
// Where a new page goes: to a place that one may write in, or below a page that was chosen before.
import type { JSX } from "preact";
import { t } from "../../i18n";
import { page as pageOf, wikiPlaces } from "../../store/pages";
import type { Store } from "../../store/store";
import { Select } from "../../ui/select";

interface PlaceProps {
  readonly store: Store;
  readonly parent: string;
  // "": the organisation's.
  readonly value: string;
  readonly onChange: (community: string) => void;
}

export function PlaceSelect({ store, parent, value, onChange }: PlaceProps): JSX.Element {
  const above = pageOf(store, parent).value;
  const places = wikiPlaces(store).value;
  if (parent) return <p class="writing-above">{t("writing.place.below", { title: above?.title ?? t("writing.place.somePage") })}</p>;
  const isKnown = places.some(({ community }) => community === value);
  const own = isKnown ? [] : [{ value, label: value ? t("writing.place.unknown") : t("writing.place.choose") }];
  return (
    <Select
      label={t("writing.place")}
      value={value}
      choices={[...own, ...places.map(({ community, name }) => ({ value: community, label: community ? name : t("writing.place.everybody", { name }) }))]}
      onChange={onChange}
    />
  );
}
