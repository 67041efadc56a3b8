// SPDX-License-Identifier: GPL-3.0-or-later
// A steward brings people in, guests too: found by name, taken one after another.
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { t } from "../../i18n";
import { apartIn } from "../../store/apart";
import { addMember, findPeople } from "../../store/belonging";
import { members } from "../../store/communities";
import { Role } from "../../store/entities";
import { people } from "../../store/people";
import type { Store } from "../../store/store";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { apartWords } from "../../ui/names";
import { type QuickOption, QuickList } from "../../ui/quick_list";
import { toast } from "../../ui/toast";
import { acting } from "./acting";
import { namedSo } from "./discovering";
import type { Shown } from "./selectors";

const shownMax = 30;
const pauseMs = 200;

export function AddPeople({ store, of, onClose }: { store: Store; of: Shown; onClose: () => void }): JSX.Element {
  const [query, setQuery] = useState("");
  const { isLive } = store.status.value;
  useEffect(() => {
    if (!isLive) return;
    // Those on this device can be chosen among, whether more come or not.
    const timer = setTimeout(() => void findPeople(store, query.trim()).catch(() => undefined), pauseMs);
    return () => clearTimeout(timer);
  }, [query, isLive]);
  const inside = new Set(members(store, of.id).value.map(({ person }) => person));
  const choices = people(store).value.filter(
    ({ id, deactivated, formerColleague }) => !deactivated && !formerColleague && !inside.has(id),
  );
  const found = namedSo(choices, query)
    .slice(0, shownMax)
    .map((each) => ({ ...each, isGuest: each.role === Role.GUEST, isDeactivated: false }));
  const apart = apartIn(store, found);
  const options: QuickOption[] = found.map(({ id, name, unit, site, isGuest }) => ({
    id,
    label: name,
    icon: "people",
    detail: [isGuest ? t("communities.guest") : [unit, site].filter(Boolean).join(", "), apartWords(apart.get(id))].filter(Boolean).join(" · "),
  }));
  const add = async ({ id, label }: QuickOption) => {
    if (await acting(addMember(store, of.id, id))) toast({ text: t("communities.added", { name: label }) });
    setQuery("");
  };
  return (
    <Dialog
      isOpen
      title={t("communities.addPeopleTitle", { name: of.name })}
      onClose={onClose}
      actions={<Button onClick={onClose}>{t("communities.done")}</Button>}
    >
      <QuickList
        label={t("communities.findPerson")}
        placeholder={t("communities.findPerson")}
        query={query}
        onQuery={setQuery}
        options={options}
        onChoose={(option) => void add(option)}
        empty={t("communities.noPersonFound")}
        hasAutofocus
      />
    </Dialog>
  );
}
