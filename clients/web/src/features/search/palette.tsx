// SPDX-License-Identifier: GPL-3.0-or-later
// Goes to what has a name, and does what can be done from anywhere. What this device holds is there at once; what
// only the server knows comes in below it; the last row searches in all that was written.
import { useComputed, useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import { t } from "../../i18n";
import { location, navigate } from "../../router/location";
import { conversationPath } from "../../router/places";
import { isGuest, wantCompanions } from "../../store/directory";
import { findable } from "../../store/findable";
import { wantHeldPages } from "../../store/pages";
import { nameOf, wantPeople } from "../../store/people";
import type { Store } from "../../store/store";
import { startConversation } from "../../store/threads";
import { QuickList } from "../../ui/quick_list";
import { toast } from "../../ui/toast";
import { actionsIn } from "./actions";
import { searchPath } from "./editing";
import { deedsIn, type Entry, placesIn } from "./entries";
import { find, Folds, makeIndex } from "./finding";
import { communityName, kindWord, pathOfHit, titleOf } from "./hit_words";
import { placeOf, visited } from "./recent";
import { useSuggested } from "./suggesting";

const shownMax = 20;
// So many places are kept for what one can begin, where places alone would fill the list.
const deedsMax = 5;

interface PaletteProps {
  readonly store: Store;
  // Something has been chosen.
  readonly onLeave: () => void;
}

export function Palette({ store, onLeave }: PaletteProps): JSX.Element {
  const typed = useSignal("");
  const folds = useMemo(() => ({ places: new Folds(), deeds: new Folds() }), []);
  const places = useComputed(() => {
    const name = (person: string): string | undefined => nameOf(store, person).value;
    return makeIndex(placesIn(findable(store).value, name, visited(store.me).value.paths), folds.places);
  });
  const deeds = useComputed(() => makeIndex([...actionsIn(store), ...deedsIn(findable(store).value, store.me)], folds.deeds));
  // Titles of pages that earlier visits read.
  useEffect(() => void wantHeldPages(store).catch(() => undefined), []);
  useEffect(() => void wantPeople(store, findable(store).peek().flatMap(({ others }) => others)), []);
  // Guests find people by what both are in, and so are people of one name told apart.
  const hasTwins = useComputed(() => findable(store).value.some(({ apart }) => apart !== undefined)).value;
  const wantsMembers = (isGuest(store).value || hasTwins) && store.status.value.isLive;
  useEffect(() => {
    if (wantsMembers) void wantCompanions(store);
  }, [wantsMembers]);
  const held = useComputed(() => {
    const query = typed.value;
    if (query.trim() === "") {
      // Where the person is already, they need not go.
      const here = placeOf(location.value.path);
      return find(places.value, "", shownMax + 1).filter(({ to }) => to !== here).slice(0, shownMax);
    }
    const begin = find(deeds.value, query, shownMax);
    const open = find(places.value, query, shownMax);
    const room = Math.max(shownMax - open.length, Math.min(deedsMax, begin.length));
    return [...open.slice(0, shownMax - Math.min(room, begin.length)), ...begin.slice(0, room)];
  });
  const told = useSuggested(store, typed.value);
  const words = typed.value.trim();
  const known = new Set(held.value.map(({ to }) => to));
  const further: readonly Entry[] = told
    .map((hit): Entry => {
      const to = pathOfHit(hit);
      return { id: to, to, name: titleOf(store, hit), detail: communityName(store, hit.community) ?? t(kindWord(hit).word), icon: kindWord(hit).icon, writeTo: "" };
    })
    .filter(({ to }, index, all) => !known.has(to) && all.findIndex((each) => each.to === to) === index);
  const seek: readonly Entry[] = words ? [{ id: "search", name: t("palette.search", { words }), detail: "", icon: "search", to: searchPath({ query: words }), writeTo: "" }] : [];
  const found = [...held.value, ...further, ...seek];
  const choose = async (id: string) => {
    const entry = found.find((each) => each.id === id);
    if (entry) await follow(store, entry, onLeave);
  };
  return (
    <div class="palette">
      <QuickList
        label={t("palette.title")}
        placeholder={t("palette.placeholder")}
        query={typed.value}
        onQuery={(query) => (typed.value = query)}
        options={found.map(({ id, name, detail, icon }) => ({ id, label: name, detail, icon, staysInView: id === "search" }))}
        foundCount={found.length - seek.length}
        onChoose={({ id }) => void choose(id)}
        empty={t("palette.nothing")}
        hasAutofocus
      />
    </div>
  );
}

async function follow(store: Store, { to, writeTo, run }: Entry, onLeave: () => void): Promise<void> {
  if (run) {
    onLeave();
    return run();
  }
  try {
    const target = writeTo ? conversationPath(await startConversation(store, [writeTo])) : to;
    onLeave();
    navigate(target);
  } catch {
    toast({ text: t("palette.failed"), tone: "danger" });
  }
}
