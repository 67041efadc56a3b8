// SPDX-License-Identifier: GPL-3.0-or-later
// What is new in the person's conversations and communities. Numbers stand quietly beside what they
// count, and nowhere are they summed up.
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { t, tRich } from "../../i18n";
import { communityPath, conversationPath, threadPath } from "../../router/places";
import { excerptOf } from "../../store/excerpt";
import { markAllRead, newestIn, othersIn, type UnreadCommunity, type UnreadRoot, type unreadConversations, wantNewest } from "../../store/news";
import { nameOf, wantPeople } from "../../store/people";
import type { Store } from "../../store/store";
import { Avatar } from "../../ui/avatar";
import { Badge } from "../../ui/badge";
import { Button, IconButton } from "../../ui/button";
import { holdPlace } from "../../ui/hold_place";
import { Link } from "../../ui/link";
import { nameLine, nameOr } from "../../ui/names";
import { RelativeTime } from "../../ui/relative_time";
import { Row, Rows } from "../../ui/row";
import { toast } from "../../ui/toast";
import { Section } from "./section";

type UnreadConversation = ReturnType<typeof unreadConversations>["value"][number];
// A community whose history has just been opened to somebody must not push all others off the page.
const threadsMax = 5;

export function UnreadConversations({ store, unread }: { store: Store; unread: readonly UnreadConversation[] }): JSX.Element | null {
  const key = unread.map(({ root, lastAtMs }) => `${root.id} ${lastAtMs}`).join();
  useEffect(() => {
    void wantPeople(store, unread.flatMap(({ root }) => root.participants));
    wantNewest(store, unread.map(({ root }) => root.id));
  }, [key]);
  if (unread.length === 0) return null;
  return (
    <Section title={t("home.conversations")}>
      <Rows label={t("home.conversations")}>
        {unread.map((each) => (
          <ConversationRow key={each.root.id} store={store} unread={each} />
        ))}
      </Rows>
    </Section>
  );
}

function ConversationRow({ store, unread }: { store: Store; unread: UnreadConversation }): JSX.Element {
  const { root, lastAtMs } = unread;
  const others = othersIn(store, root);
  const title = nameLine(others.map((id) => nameOf(store, id).value));
  const newest = newestIn(store, root.id).value;
  // Whoever wrote what stands below; oneself is no news.
  const speaker = [newest?.author, unread.lastAuthor, ...others].find((id) => id && id !== store.me) ?? store.me;
  return (
    <Row
      to={conversationPath(root.id)}
      title={title}
      lead={<Avatar id={speaker} name={nameOr(nameOf(store, speaker).value)} />}
      text={newest && !newest.deleted ? excerptOf(newest.text) : undefined}
      meta={<RelativeTime at={lastAtMs} />}
      mark={<New count={unread.count} />}
      isNew
      actions={<ReadButton store={store} root={root.id} />}
    />
  );
}

export function UnreadCommunities({ store, unread }: { store: Store; unread: readonly UnreadCommunity[] }): JSX.Element | null {
  const authors = unread.flatMap(({ threads }) => threads.slice(0, threadsMax).map(({ lastAuthor }) => lastAuthor));
  useEffect(() => void wantPeople(store, authors), [authors.join()]);
  if (unread.length === 0) return null;
  return (
    <Section title={t("home.communities")}>
      {unread.map((each) => (
        <InCommunity key={each.community.id} store={store} unread={each} />
      ))}
    </Section>
  );
}

function InCommunity({ store, unread: { community, threads } }: { store: Store; unread: UnreadCommunity }): JSX.Element {
  const [shown, hidden] = [threads.slice(0, threadsMax), threads.length - threadsMax];
  const id = `home-${community.id}`;
  const readAll = async (button: Element) => {
    holdPlace(button);
    const undo = await markAllRead(store, threads.map(({ root }) => root.id));
    toast({ text: t("home.read.toast", { count: threads.length }), action: { label: t("home.undo"), run: () => void undo() } });
  };
  return (
    <section class="home-community" aria-labelledby={id}>
      <div class="home-community-head">
        <h3 id={id}>
          <Link to={communityPath(community.id)} look="quiet">
            {community.name}
          </Link>
        </h3>
        <Button tone="quiet" onClick={(event) => void readAll(event.currentTarget)} aria-describedby={id}>
          {t("home.readAll")}
        </Button>
      </div>
      <Rows labelledBy={id}>
        {shown.map((each) => (
          <ThreadRow key={each.root.id} store={store} unread={each} />
        ))}
      </Rows>
      {hidden > 0 && (
        <p class="home-more">
          <Link to={`${communityPath(community.id)}?show=unread`}>{t("home.more", { count: hidden })}</Link>
        </p>
      )}
    </section>
  );
}

type Thread = UnreadCommunity["threads"][number];

function ThreadRow({ store, unread }: { store: Store; unread: Thread }): JSX.Element {
  const { root, count, lastAtMs, lastAuthor } = unread;
  const name = nameOr(nameOf(store, lastAuthor).value);
  return (
    <Row
      to={threadPath(root.id)}
      title={root.title}
      meta={lastAuthor ? tRich("home.last", { name, time: <RelativeTime at={lastAtMs} /> }) : <RelativeTime at={lastAtMs} />}
      mark={<New count={count} />}
      isNew
      actions={<ReadButton store={store} root={root.id} />}
    />
  );
}

const New = ({ count }: { count: UnreadRoot<unknown>["count"] }): JSX.Element => (
  <Badge count={count} label={t("home.new", { count })} tone="quiet" />
);

function ReadButton({ store, root }: { store: Store; root: string }): JSX.Element {
  const read = (button: Element) => {
    holdPlace(button);
    return markAllRead(store, [root]);
  };
  return <IconButton icon="check" label={t("home.read")} onClick={(event) => void read(event.currentTarget)} />;
}
