// SPDX-License-Identifier: GPL-3.0-or-later
// What is said about a page of the wiki.
import type { JSX } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import { t } from "../../i18n";
import type { ViewProps } from "../../router/feature";
import { communityPath, pagePath, pageTalkPath } from "../../router/places";
import { community, joinCommunity, myMembership } from "../../store/communities";
import { withStore } from "../../store/current";
import { openRoot, placeToRead } from "../../store/opening";
import { fetchPage, type Page as WikiPage, page } from "../../store/pages";
import { organisation } from "../../store/people";
import { presentCommunity } from "../../store/present";
import type { Store } from "../../store/store";
import { head } from "../../store/threads";
import { Button } from "../../ui/button";
import { Link } from "../../ui/link";
import { Page } from "../../ui/page";
import { Skeleton } from "../../ui/placeholders";
import { NotHere } from "./not_here";
import { Pinned } from "./pinned";
import { Talk } from "./talk";
import { useTarget, wantedMessage } from "./target";

export default withStore(PageTalkView);

function PageTalkView({ store, params }: ViewProps & { store: Store }): JSX.Element {
  const id = params["page"] ?? "";
  const own = page(store, id).value;
  const { isLive } = store.status.value;
  const [isAsked, setAsked] = useState(false);
  // The page's answer says how far its talk has come, and how far it was read.
  useEffect(() => {
    let isWanted = true;
    if (isLive || !own) void fetchPage(store, id).then(() => isWanted && setAsked(true));
    return () => {
      isWanted = false;
    };
  }, [id, isLive]);
  if (own && (isAsked || !isLive || head(store, id).value)) return <PageTalk store={store} page={own} wanted={wantedMessage(params)} />;
  if (isAsked && !own && isLive) return <NotHere what="page" />;
  return (
    <Page title={t("talk.ofPage")} context={<Link to={pagePath(id)}>{t("talk.ofPage.back")}</Link>}>
      {isLive ? <Skeleton lines={5} hasAvatar /> : <p class="talk-note">{t("talk.notOnDevice")}</p>}
    </Page>
  );
}

function PageTalk({ store, page: { id, title, community: filed, language, trashedAtMs }, wanted }: { store: Store; page: WikiPage; wanted: string }): JSX.Element {
  const opened = useMemo(() => openRoot(store, id, wanted ? 0 : placeToRead(store, id)), [store, id]);
  useEffect(() => () => opened.close(), [opened]);
  const target = useTarget(store, id, wanted).value;
  const place = filed ? presentCommunity(store, filed).value : "";
  const home = community(store, place).value;
  const belongs = place ? myMembership(store, place).value?.left === false : organisation(store).value !== undefined;
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
          <Pinned store={store} root={id} pathOf={(message) => pageTalkPath(id, message)} />
        </p>
      }
    >
      <Talk
        store={store}
        root={id}
        opened={opened}
        place={place}
        isThread
        label={t("talk.messagesOf", { title: label })}
        writeLabel={t("talk.ofPage.write")}
        language={language}
        target={target.target}
        pathOf={(message) => pageTalkPath(id, message)}
        canWrite={belongs && !home?.archived && !home?.merge && trashedAtMs === 0n}
        canModerate={false}
        instead={
          trashedAtMs !== 0n ? (
            t("talk.ofPage.trashed")
          ) : home?.archived ? (
            t("talk.archived")
          ) : (
            place && (
              <>
                <p>{t("talk.notMember")}</p> <Button onClick={() => void joinCommunity(store, place)}>{t("talk.join")}</Button>{" "}
                <a href={communityPath(place)}>{t("talk.aboutCommunity")}</a>
              </>
            )
          )
        }
      />
    </Page>
  );
}
