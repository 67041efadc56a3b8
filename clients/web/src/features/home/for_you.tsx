// SPDX-License-Identifier: GPL-3.0-or-later
// What somebody meant for the person: mentions, requests to join, answers to one's own.
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { t } from "../../i18n";
import { myMembership } from "../../store/communities";
import { excerptOf } from "../../store/excerpt";
import { message, setInboxDone } from "../../store/messages";
import { type NewsItem, wantMessages } from "../../store/news";
import { wantPages } from "../../store/pages";
import { nameOf, wantPeople } from "../../store/people";
import type { Store } from "../../store/store";
import { Avatar } from "../../ui/avatar";
import { IconButton } from "../../ui/button";
import { holdPlace } from "../../ui/hold_place";
import { Icon } from "../../ui/icon";
import { nameOr } from "../../ui/names";
import { RelativeTime } from "../../ui/relative_time";
import { Row, Rows } from "../../ui/row";
import { toast } from "../../ui/toast";
import { Section } from "./section";
import { pathOfNews, placeWords } from "./words";

// Enough to find what was ticked off by mistake.
const earlierMax = 10;

interface ItemsProps {
  readonly store: Store;
  readonly items: readonly NewsItem[];
}

export function ForYou({ store, items }: ItemsProps): JSX.Element | null {
  const open = items.filter(({ isDone }) => !isDone);
  if (open.length === 0) return null;
  return (
    <Section title={t("home.forYou")}>
      <NewsRows store={store} items={open} label={t("home.forYou")} />
    </Section>
  );
}

// At the end of the page and closed: what is done is out of the way.
export function Earlier({ store, items }: ItemsProps): JSX.Element | null {
  const isOpen = useSignal(false);
  const done = items.filter(({ isDone }) => isDone).slice(0, earlierMax);
  if (done.length === 0) return null;
  return (
    <details class="home-earlier" onToggle={(event) => (isOpen.value = event.currentTarget.open)}>
      <summary>{t("home.earlier")}</summary>
      {isOpen.value && <NewsRows store={store} items={done} label={t("home.earlier")} />}
    </details>
  );
}

function NewsRows({ store, items, label }: ItemsProps & { label: string }): JSX.Element {
  const key = items.map(({ id }) => id).join();
  useEffect(() => {
    void wantPeople(store, items.map(({ from }) => from));
    wantMessages(store, items.map((item) => item.message));
    void wantPages(store, items.flatMap(({ kind, place }) => (kind === "page_merged" ? [place.id] : [])));
  }, [key]);
  return (
    <Rows label={label}>
      {items.map((item) => (
        <NewsRow key={item.id} store={store} item={item} />
      ))}
    </Rows>
  );
}

function NewsRow({ store, item }: { store: Store; item: NewsItem }): JSX.Element {
  const name = nameOf(store, item.from).value;
  const said = message(store, item.place.id, item.message).value;
  return (
    <Row
      to={pathOfNews(item)}
      title={sentence(store, item, nameOr(name))}
      lead={item.from ? <Avatar id={item.from} name={nameOr(name)} /> : <Icon name="bell" />}
      text={said && !said.deleted ? excerptOf(said.text) : undefined}
      meta={<RelativeTime at={item.atMs} />}
      isNew={!item.isDone}
      actions={<DoneButton store={store} item={item} />}
    />
  );
}

function DoneButton({ store, item }: { store: Store; item: NewsItem }): JSX.Element {
  const untick = (button: Element) => {
    holdPlace(button);
    return setInboxDone(store, item.id, false);
  };
  if (item.isDone) {
    const label = t("home.notDone");
    return <IconButton icon="reply" label={label} onClick={(event) => void untick(event.currentTarget)} />;
  }
  const tick = async (button: Element) => {
    holdPlace(button);
    await setInboxDone(store, item.id, true);
    const run = () => void setInboxDone(store, item.id, false);
    toast({ text: t("home.done.toast"), action: { label: t("home.undo"), run } });
  };
  return <IconButton icon="check" label={t("home.done")} onClick={(event) => void tick(event.currentTarget)} />;
}

function sentence(store: Store, { kind, place }: NewsItem, name: string): string {
  const words = placeWords(place);
  switch (kind) {
    case "mention":
      return place.is === "unknown" ? t("home.mention.unknown", { name }) : t("home.mention", { name, place: words });
    case "join_request":
      return t("home.joinRequest", { name, place: words });
    case "join_answer": {
      const isIn = myMembership(store, place.id).value?.left === false;
      return isIn ? t("home.joinAnswer.in", { place: words }) : t("home.joinAnswer", { place: words });
    }
    case "page_merged":
      return t("home.pageMerged", { name, place: words });
    default:
      return t("home.other", { place: words });
  }
}
