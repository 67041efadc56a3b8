// SPDX-License-Identifier: GPL-3.0-or-later
// Begins a conversation, or one with more people that grows out of another.
import { useComputed, useSignal, useSignalEffect } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import { t } from "../../i18n";
import { location, navigate } from "../../router/location";
import { conversationPath } from "../../router/places";
import { withStore } from "../../store/current";
import { isGuest as isGuestHere, wantCompanions, wantDirectory } from "../../store/directory";
import { keepFields, keptFields } from "../../store/kept_texts";
import { post } from "../../store/messages";
import { othersIn } from "../../store/news";
import { nameOf, wantPeople } from "../../store/people";
import type { Store } from "../../store/store";
import { addPeople, conversationWith, participantsMax, wantConversations } from "../../store/talks";
import { conversation, startConversation } from "../../store/threads";
import { Banner } from "../../ui/banner";
import { Button } from "../../ui/button";
import { Link } from "../../ui/link";
import { nameLine } from "../../ui/names";
import { Page } from "../../ui/page";
import { TextArea } from "../../ui/text_field";
import { askedFor } from "./choosing";
import { PeopleField } from "./people_field";

export default withStore(BeginView);

function BeginView({ store }: { store: Store }): JSX.Element {
  const asked = askedFor(location.value.query);
  const earlier = asked.from ? conversation(store, asked.from).value : undefined;
  const isGuest = isGuestHere(store).value;
  const { isLive } = store.status.value;
  useEffect(() => {
    void wantConversations(store);
    void (isGuest ? wantCompanions(store) : wantDirectory(store));
    void wantPeople(store, [...asked.with, ...(earlier?.participants ?? [])]);
  }, [isLive, isGuest]);
  const before = earlier ? othersIn(store, earlier) : [];
  const isAdding = earlier !== undefined;
  return (
    <Page
      title={isAdding ? t("conversations.add.title") : t("conversations.new")}
      lead={isAdding ? t("conversations.add.lead") : t("conversations.new.lead")}
      context={<Link to={isAdding ? conversationPath(asked.from) : "/conversations"}>{isAdding ? namesIn(store, before) : t("conversations.title")}</Link>}
    >
      <Form key={asked.from} store={store} from={isAdding ? asked.from : ""} before={before} chosenFirst={asked.with.filter((id) => id !== store.me)} />
    </Page>
  );
}
const namesIn = (store: Store, people: readonly string[]): string => nameLine(people.map((id) => nameOf(store, id).value));

// What was begun in a tab that is gone.
function begunBefore(store: Store, name: string): { readonly text: string; readonly chosen: readonly string[] } {
  const { text, chosen } = keptFields(store, name) ?? {};
  const people = Array.isArray(chosen) ? chosen.filter((each): each is string => typeof each === "string") : [];
  return { text: typeof text === "string" ? text : "", chosen: people };
}

interface FormProps {
  readonly store: Store;
  // "": a conversation of its own.
  readonly from: string;
  readonly before: readonly string[];
  readonly chosenFirst: readonly string[];
}

function Form({ store, from, before, chosenFirst }: FormProps): JSX.Element {
  const max = participantsMax - 1 - before.length;
  const name = `conversation.${from}`;
  const begun = useMemo(() => begunBefore(store, name), [store, name]);
  const chosen = useSignal<readonly string[]>((chosenFirst.length > 0 ? chosenFirst : begun.chosen).slice(0, max));
  const text = useSignal(begun.text);
  useSignalEffect(() => {
    const isEmpty = text.value === "" && chosen.value.length === 0;
    keepFields(store, name, isEmpty ? null : { text: text.value, chosen: chosen.value });
  });
  const fault = useSignal("");
  const known = useComputed(() => conversationWith(store, [...before, ...chosen.value]));
  // Nobody chosen is one's own notes; that one has them is no news before anything was chosen.
  const existing = chosen.value.length > 0 ? known.value : undefined;
  const begin = async (event: Event) => {
    event.preventDefault();
    if (from && chosen.value.length === 0) {
      fault.value = t("conversations.to.missing");
      return;
    }
    try {
      const isNew = known.value === undefined;
      const id = from && isNew ? await addPeople(store, from, chosen.value) : await startConversation(store, [...before, ...chosen.value]);
      if (text.value.trim()) await post(store, id, text.value);
      [text.value, chosen.value] = ["", []];
      navigate(conversationPath(id), { replace: true });
    } catch {
      fault.value = t("conversations.failed");
    }
  };
  return (
    <form class="conversations-new" onSubmit={(event) => void begin(event)} noValidate>
      {before.length > 0 && (
        <div>
          <p class="field-label">{t("conversations.add.with")}</p>
          <p>{namesIn(store, before)}</p>
        </div>
      )}
      <PeopleField
        store={store}
        chosen={chosen.value}
        without={[store.me, ...before]}
        max={max}
        onChange={(people) => {
          chosen.value = people;
          fault.value = "";
        }}
      />
      {existing !== undefined && (
        <Banner actions={<Link to={conversationPath(existing)}>{t("conversations.open")}</Link>}>{t("conversations.exists")}</Banner>
      )}
      <TextArea
        label={t("conversations.text")}
        hint={t("conversations.text.hint")}
        value={text.value}
        onInput={(value) => (text.value = value)}
        rows={4}
      />
      {fault.value && <Banner tone="danger">{fault.value}</Banner>}
      <div>
        <Button type="submit" tone="primary" icon="send">
          {t("conversations.start")}
        </Button>
      </div>
    </form>
  );
}
