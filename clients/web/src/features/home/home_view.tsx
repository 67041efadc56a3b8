// SPDX-License-Identifier: GPL-3.0-or-later
// What is new for me: first what waits for a decision, then what somebody meant for me, then the rest.
import type { JSX } from "preact";
import { t, timeZone } from "../../i18n";
import { withStore } from "../../store/current";
import { news, unreadByCommunity, unreadConversations, waitingDrafts } from "../../store/news";
import { mySettings, nameOf } from "../../store/people";
import { refusedCommands } from "../../store/refused";
import type { Store } from "../../store/store";
import { Banner } from "../../ui/banner";
import { Page } from "../../ui/page";
import { Skeleton } from "../../ui/placeholders";
import { BegunPages, Conflicts } from "./begun_pages";
import { Earlier, ForYou } from "./for_you";
import { greeting } from "./greeting";
import { Quiet } from "./quiet";
import { UnreadCommunities, UnreadConversations } from "./unread";
import { Drafts, Refused } from "./waiting";
import { WikiChanges } from "./wiki_changes";

export default withStore(HomeView);

function HomeView({ store }: { store: Store }): JSX.Element {
  const name = nameOf(store, store.me).value;
  const title = name ? greeting(name, timeZone.value, new Date()) : t("home.title");
  // The settings come with everything else, and guests have no profile of their own.
  const isHere = store.isLoaded.value && mySettings(store).value !== undefined;
  return (
    <Page title={title} tabTitle={t("home.title")}>
      {isHere ? <Everything store={store} /> : <NotYet store={store} />}
    </Page>
  );
}

function Everything({ store }: { store: Store }): JSX.Element {
  const items = news(store).value;
  const talks = unreadConversations(store).value;
  const communities = unreadByCommunity(store).value;
  const isQuiet = talks.length === 0 && communities.length === 0 && items.every(({ isDone }) => isDone);
  return (
    <div class="home">
      <Refused store={store} commands={refusedCommands(store).value} />
      <Conflicts store={store} />
      {isQuiet && <Quiet store={store} />}
      <ForYou store={store} items={items} />
      <UnreadConversations store={store} unread={talks} />
      <UnreadCommunities store={store} unread={communities} />
      <WikiChanges store={store} />
      <BegunPages store={store} />
      <Drafts store={store} drafts={waitingDrafts(store).value} />
      <Earlier store={store} items={items} />
    </div>
  );
}

function NotYet({ store }: { store: Store }): JSX.Element {
  if (store.isLoaded.value && store.reach.value.kind === "offline") return <Banner icon="offline">{t("home.offline")}</Banner>;
  return <Skeleton lines={6} />;
}
