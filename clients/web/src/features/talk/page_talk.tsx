// SPDX-License-Identifier: GPL-3.0-or-later
// The talk of a page, for both places where it stands: by itself, and under the page.
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { t } from "../../i18n";
import { communityPath, pageTalkPath } from "../../router/places";
import { community, joinCommunity, myMembership } from "../../store/communities";
import type { OpenRoot } from "../../store/opening";
import { fetchPage, type Page as WikiPage, page } from "../../store/pages";
import { organisation } from "../../store/people";
import { presentCommunity } from "../../store/present";
import type { Store } from "../../store/store";
import { head } from "../../store/threads";
import { Button } from "../../ui/button";
import { Talk } from "./talk";
import type { Target } from "./target";

// The page's answer says how far its talk has come, and how far it was read.
export function useTalkedPage(store: Store, id: string): { own: WikiPage | undefined; isAsked: boolean; isReady: boolean } {
  const own = page(store, id).value;
  const { isLive } = store.status.value;
  const [isAsked, setAsked] = useState(false);
  useEffect(() => {
    let isWanted = true;
    if (isLive || !own) void fetchPage(store, id).then(() => isWanted && setAsked(true));
    return () => {
      isWanted = false;
    };
  }, [id, isLive]);
  return { own, isAsked: isAsked && isLive, isReady: isAsked || !isLive || head(store, id).value !== undefined };
}

interface TalkOfPageProps {
  readonly store: Store;
  readonly page: Pick<WikiPage, "id" | "title" | "community" | "language" | "trashedAtMs">;
  readonly opened: OpenRoot;
  readonly target: Target | undefined;
  // Stands in a larger view, whose keys it leaves alone.
  readonly isPart?: boolean;
}

export function TalkOfPage({ store, page: { id, title, community: filed, language, trashedAtMs }, opened, target, isPart = false }: TalkOfPageProps): JSX.Element {
  const place = filed ? presentCommunity(store, filed).value : "";
  const home = community(store, place).value;
  const belongs = place ? myMembership(store, place).value?.left === false : organisation(store).value !== undefined;
  return (
    <Talk
      store={store}
      root={id}
      opened={opened}
      place={place}
      isThread
      isPart={isPart}
      label={t("talk.messagesOf", { title: t("talk.ofPage.title", { title }) })}
      writeLabel={t("talk.ofPage.write")}
      language={language}
      target={target}
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
  );
}
