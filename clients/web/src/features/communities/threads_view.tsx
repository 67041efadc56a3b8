// SPDX-License-Identifier: GPL-3.0-or-later
// A community and its threads.
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { t } from "../../i18n";
import type { ViewProps } from "../../router/feature";
import { location } from "../../router/location";
import { communityPath, writePath } from "../../router/places";
import { withStore } from "../../store/current";
import { ThreadFollow } from "../../store/entities";
import { glimpse, lookFurther } from "../../store/glimpses";
import type { Store } from "../../store/store";
import { fetchThreads, threadLevel, unread } from "../../store/threads";
import { Link } from "../../ui/link";
import { EmptyState, Skeleton } from "../../ui/placeholders";
import { useAnnouncedCount } from "./announced";
import { Closed } from "./closed";
import { CommunityFrame } from "./community_frame";
import { GrowingList } from "./growing_list";
import { useLate } from "./late";
import { type HeadedThread, type Shown, standing, threadViews } from "./selectors";
import { arrange, filterFrom, isFiltering, queryOf, type Row } from "./thread_filters";
import { ThreadFilters } from "./thread_filter_bar";
import { ThreadRow } from "./thread_row";

function ThreadsView({ store, params }: ViewProps & { store: Store }): JSX.Element {
  const id = params["community"] ?? "";
  return (
    <CommunityFrame store={store} id={id}>
      {(community) => (community.isReadable ? <Threads store={store} of={community} /> : <Closed of={community} />)}
    </CommunityFrame>
  );
}

type Listed = Row & HeadedThread;

function listed({ thread, head }: HeadedThread): Listed[] {
  if (!thread) return [];
  const { id, kind, pinned, resolved, createdAtMs } = thread;
  const lastAtMs = Number(head?.lastAtMs || createdAtMs);
  return [{ id, kind, pinned, resolved, createdAtMs: Number(createdAtMs), lastAtMs, thread, head }];
}

function Threads({ store, of }: { store: Store; of: Shown }): JSX.Element {
  const { isMember, isBeingMade } = standing(store, of.id).value;
  const filter = filterFrom(location.value.query);
  const all = threadViews(store, of.id).value.flatMap(listed);
  const rows = arrange(all, filter, {
    unread: (id) => (isMember ? unread(store, id).value : 0),
    isFollowed: (id) => threadLevel(store, id).value?.follow === ThreadFollow.FOLLOW,
  });
  const paging = usePages(store, of.id, isMember);
  const isLate = useLate(!store.status.value.isLive);
  const isOut = isLate && !isMember && !isBeingMade;
  useAnnouncedCount(queryOf(filter), rows.length);
  const canWrite = (isMember || isBeingMade) && !of.isArchived;
  const start = canWrite && (
    <>
      <Link to={`${communityPath(of.id)}/new-thread`} look="primary" icon="add">
        {t("communities.newThread")}
      </Link>
      <Link to={writePath({ community: of.id, template: "lesson-learned" })} look="button" icon="bookmark">
        {t("communities.newLesson")}
      </Link>
    </>
  );
  return (
    <div class="stack">
      <div class="community-bar">
        {start}
        {all.length > 0 && <ThreadFilters path={communityPath(of.id)} filter={filter} isMember={isMember} />}
      </div>
      {rows.length > 0 || paging.onMore ? (
        <GrowingList
          label={t("communities.tab.threads")}
          of={queryOf(filter)}
          items={rows}
          keyOf={({ id }) => id}
          onMore={paging.onMore}
          render={({ id, thread, head }) =>
            thread && <ThreadRow key={id} store={store} thread={thread} head={head} isMember={isMember} />
          }
        />
      ) : isOut ? (
        <EmptyState icon="offline" title={t("communities.threadsNotHere")}>
          {t("communities.threadsNotHereText")}
        </EmptyState>
      ) : paging.isFetching && !isBeingMade ? (
        <Skeleton lines={5} />
      ) : isFiltering(filter) && all.length > 0 ? (
        <EmptyState
          icon="filter"
          title={t(filter.show === "unread" ? "communities.allRead" : "communities.noThreadsFound")}
          action={
            <Link to={communityPath(of.id)} look="button">
              {t("communities.showAllThreads")}
            </Link>
          }
        >
          {t("communities.noThreadsFoundText")}
        </EmptyState>
      ) : (
        <EmptyState icon="threads" title={t("communities.noThreads")}>
          {t(canWrite ? "communities.noThreadsText" : "communities.noThreadsJoinText")}
        </EmptyState>
      )}
    </div>
  );
}

interface Pages {
  readonly isFetching: boolean;
  // Undefined: all is here, or there is no connection to ask over.
  readonly onMore: (() => void) | undefined;
}

// A member's threads are held as far as they were fetched; others see what they were answered.
function usePages(store: Store, id: string, isMember: boolean): Pages {
  const [page, setPage] = useState<string | null>("");
  const [isFetching, setFetching] = useState(false);
  const { isLive } = store.status.value;
  const glimpsed = glimpse(store, id).value;
  const fetch = () => {
    if (page === null || isFetching) return;
    setFetching(true);
    fetchThreads(store, id, page)
      .then(
        (next) => setPage(next || null),
        () => setPage(page),
      )
      .finally(() => setFetching(false));
  };
  useEffect(() => {
    if (isMember && isLive) fetch();
  }, [isMember, isLive]);
  if (isMember) return { isFetching, onMore: isLive && page !== null && page !== "" ? fetch : undefined };
  return {
    isFetching: glimpsed.state === "loading",
    onMore: isLive && glimpsed.nextThreads ? () => void lookFurther(store, id) : undefined,
  };
}

export default withStore(ThreadsView);
