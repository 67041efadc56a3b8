// SPDX-License-Identifier: GPL-3.0-or-later
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { t } from "../../i18n";
import { conversationPath } from "../../router/places";
import { withStore } from "../../store/current";
import { excerptOf } from "../../store/excerpt";
import { newestIn, othersIn, wantNewest } from "../../store/news";
import { nameOf, wantPeople } from "../../store/people";
import type { Store } from "../../store/store";
import { wantConversations } from "../../store/talks";
import { conversations, head, unread } from "../../store/threads";
import { Avatar } from "../../ui/avatar";
import { Badge } from "../../ui/badge";
import { Banner } from "../../ui/banner";
import { Button } from "../../ui/button";
import { Icon } from "../../ui/icon";
import { Link } from "../../ui/link";
import { nameLine, nameOr } from "../../ui/names";
import { Page } from "../../ui/page";
import { EmptyState, Skeleton } from "../../ui/placeholders";
import { RelativeTime } from "../../ui/relative_time";
import { Row, Rows } from "../../ui/row";

// The last line of each is fetched: not of hundreds at once.
const step = 30;

export default withStore(ConversationsView);

function ConversationsView({ store }: { store: Store }): JSX.Element {
  const shownMax = useSignal(step);
  const all = conversations(store).value;
  const shown = all.slice(0, shownMax.value);
  const { isLive } = store.status.value;
  useEffect(() => void wantConversations(store), [isLive]);
  const key = shown.map(({ id }) => `${id} ${head(store, id).value?.lastOrdinal ?? 0}`).join();
  useEffect(() => {
    void wantPeople(store, shown.flatMap(({ participants }) => participants));
    wantNewest(store, shown.map(({ id }) => id));
  }, [key, isLive]);
  const isOffline = store.reach.value.kind === "offline";
  const begin = (
    <Link to="/conversations/new" look="primary" icon="add">
      {t("conversations.new")}
    </Link>
  );
  return (
    <Page title={t("conversations.title")} lead={t("conversations.lead")} actions={all.length > 0 ? begin : undefined}>
      <div class="stack">
        {all.length === 0 && !store.isLoaded.value && <Skeleton lines={4} hasAvatar />}
        {all.length === 0 && store.isLoaded.value && isOffline && <Banner icon="offline">{t("conversations.offline")}</Banner>}
        {all.length === 0 && store.isLoaded.value && (
          <EmptyState icon="conversation" title={t("conversations.empty.title")} action={begin}>
            {t("conversations.empty.text")}
          </EmptyState>
        )}
        {shown.length > 0 && (
          <Rows label={t("conversations.title")}>
            {shown.map(({ id }) => (
              <ConversationRow key={id} store={store} id={id} />
            ))}
          </Rows>
        )}
        {all.length > shown.length && (
          <div>
            <Button onClick={() => (shownMax.value += step)}>{t("conversations.more")}</Button>
          </div>
        )}
      </div>
    </Page>
  );
}

function ConversationRow({ store, id }: { store: Store; id: string }): JSX.Element | null {
  const own = conversations(store).value.find((each) => each.id === id);
  const count = unread(store, id).value;
  const newest = newestIn(store, id).value;
  const last = head(store, id).value;
  if (!own) return null;
  const others = othersIn(store, own);
  const [first] = others;
  const name = (person: string): string => nameOr(nameOf(store, person).value);
  return (
    <Row
      to={conversationPath(id)}
      title={nameLine(others.map((person) => nameOf(store, person).value))}
      lead={
        others.length > 1 ? (
          <span class="conversations-many">
            <Icon name="communities" />
          </span>
        ) : (
          <Avatar id={first ?? store.me} name={name(first ?? store.me)} />
        )
      }
      text={lineOf(store, others.length, newest, last?.lastOrdinal === 0n, name)}
      meta={<RelativeTime at={last?.lastAtMs || own.createdAtMs} />}
      mark={<Badge count={count} label={t("conversations.unread", { count })} />}
      isNew={count > 0}
    />
  );
}

type Newest = ReturnType<typeof newestIn>["value"];

// Who wrote it, where that is not the only other one.
function lineOf(store: Store, others: number, newest: Newest, isBare: boolean, name: (person: string) => string): string | undefined {
  if (isBare && !newest) return t("conversations.nothing");
  if (!newest || newest.deleted) return undefined;
  const text = excerptOf(newest.text);
  if (newest.author === store.me) return others > 0 ? t("conversations.mine", { text }) : text;
  return others > 1 ? `${name(newest.author)}: ${text}` : text;
}
