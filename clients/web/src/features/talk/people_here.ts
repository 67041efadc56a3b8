// SPDX-License-Identifier: GPL-3.0-or-later
// Who can be mentioned: those of the community or conversation first, then colleagues whose names are
// here.
import { computed, type ReadonlySignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { compareText, t } from "../../i18n";
import { fetchMembers, members } from "../../store/communities";
import { nameOf, people, wantPeople } from "../../store/people";
import { conversation } from "../../store/threads";
import type { Store } from "../../store/store";
import type { Completion } from "../../ui/completion_list";

const pagesMax = 5;

// `place` is a thread's community, or a conversation.
export function usePeopleHere(store: Store, place: string, isThread: boolean): ReadonlySignal<readonly Completion[]> {
  const isLive = store.status.value.isLive;
  useEffect(() => {
    const name = `members ${place}`;
    if (!isThread || !isLive || place === "" || store.wanted.has(name)) return;
    store.wanted.add(name);
    void (async () => {
      let page = await fetchMembers(store, place);
      for (let count = 1; page !== "" && count < pagesMax; count += 1) page = await fetchMembers(store, place, page);
    })().catch(() => store.wanted.delete(name));
  }, [place, isLive]);

  const ids = isThread ? [] : (conversation(store, place).value?.participants ?? []);
  void wantPeople(store, ids);
  // Read by those who need it: most come to read, and nobody is named then.
  return useMemo(() => computed(() => found(store, place, isThread)), [store, place, isThread]);
}

function found(store: Store, place: string, isThread: boolean): readonly Completion[] {
  const byId = new Map<string, string>();
  if (isThread) {
    for (const { person, name } of members(store, place).value) byId.set(person, name);
    for (const { id, name, deactivated, formerColleague } of people(store).value) {
      if (!byId.has(id) && !deactivated && !formerColleague) byId.set(id, name);
    }
  } else {
    for (const id of conversation(store, place).value?.participants ?? []) byId.set(id, nameOf(store, id).value ?? "");
  }
  byId.delete(store.me);
  const named = [...byId]
    .filter(([, name]) => name !== "")
    .sort(([, a], [, b]) => compareText(a, b))
    .map(([id, name]) => ({ id, label: name, insert: `@${name}`, person: id }));
  if (!isThread) return named;
  const group = (word: string, detail: string): Completion => ({ id: word, label: word, insert: `@${word}`, detail, sign: "@" });
  return [...named, group("thread", t("talk.complete.thread")), group("community", t("talk.complete.community"))];
}
