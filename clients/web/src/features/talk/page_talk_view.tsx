// SPDX-License-Identifier: GPL-3.0-or-later
// What is said about a page of the wiki.
import type { JSX } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import { t } from "../../i18n";
import type { ViewProps } from "../../router/feature";
import { pagePath, pageTalkPath } from "../../router/places";
import { withStore } from "../../store/current";
import { openRoot, placeToRead } from "../../store/opening";
import type { Page as WikiPage } from "../../store/pages";
import type { Store } from "../../store/store";
import { Link } from "../../ui/link";
import { Page } from "../../ui/page";
import { Skeleton } from "../../ui/placeholders";
import { NotHere } from "./not_here";
import { Pinned } from "./pinned";
import { TalkOfPage, useTalkedPage } from "./page_talk";
import { useTarget, wantedMessage } from "./target";

export default withStore(PageTalkView);

function PageTalkView({ store, params }: ViewProps & { store: Store }): JSX.Element {
  const id = params["page"] ?? "";
  const { own, isAsked, isReady } = useTalkedPage(store, id);
  if (own && isReady) return <PageTalk store={store} page={own} wanted={wantedMessage(params)} />;
  if (isAsked && !own) return <NotHere what="page" />;
  return (
    <Page title={t("talk.ofPage")} context={<Link to={pagePath(id)}>{t("talk.ofPage.back")}</Link>}>
      {store.status.value.isLive ? <Skeleton lines={5} hasAvatar /> : <p class="talk-note">{t("talk.notOnDevice")}</p>}
    </Page>
  );
}

function PageTalk({ store, page: { id, title, community, language, trashedAtMs }, wanted }: { store: Store; page: WikiPage; wanted: string }): JSX.Element {
  const opened = useMemo(() => openRoot(store, id, wanted ? 0 : placeToRead(store, id)), [store, id]);
  useEffect(() => () => opened.close(), [opened]);
  const target = useTarget(store, id, wanted).value;
  const label = t("talk.ofPage.title", { title });
  if (target === null) {
    return (
      <Page title={label} fillsHeight>
        <Skeleton lines={5} hasAvatar />
      </Page>
    );
  }
  return (
    <Page
      title={label}
      fillsHeight
      context={
        <p class="thread-context">
          <Link to={pagePath(id)} look="quiet">
            {t("talk.ofPage.back")}
          </Link>
          <Pinned store={store} root={id} pathOf={(message) => `${pageTalkPath(id)}?message=${message}`} />
        </p>
      }
    >
      <TalkOfPage store={store} page={{ id, title, community, language, trashedAtMs }} opened={opened} target={target.target} />
    </Page>
  );
}
