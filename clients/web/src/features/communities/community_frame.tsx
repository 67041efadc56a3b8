// SPDX-License-Identifier: GPL-3.0-or-later
// What the pages of one community have in common: its head, its tabs, and what stands there while it is
// not known, or not to be seen.
import type { ComponentChildren, JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { t } from "../../i18n";
import { location } from "../../router/location";
import { communityPath } from "../../router/places";
import { waitingToJoin } from "../../store/belonging";
import { leaveCommunity } from "../../store/communities";
import { glimpse, lookInto } from "../../store/glimpses";
import type { Store } from "../../store/store";
import { Badge } from "../../ui/badge";
import { Banner } from "../../ui/banner";
import { Button } from "../../ui/button";
import { Link } from "../../ui/link";
import { Menu } from "../../ui/menu";
import { Page } from "../../ui/page";
import { EmptyState, Skeleton } from "../../ui/placeholders";
import { announce } from "../../ui/toast";
import { acting } from "./acting";
import { Joining } from "./joining";
import { useKeptFocus } from "./kept_focus";
import { useLate } from "./late";
import { LevelMenu } from "./level_menu";
import { MergeProgress } from "./merge_progress";
import { communityParts } from "./parts";
import { useMergedAway } from "./merged_away";
import { Refusals } from "./refusals";
import { shown, type Shown, standing } from "./selectors";
import { opennessWord } from "./words";

export interface FrameProps {
  readonly store: Store;
  readonly id: string;
  // The page within the community, for the tab's title; the threads have none.
  readonly part?: string;
  readonly children: (community: Shown) => ComponentChildren;
}

export function CommunityFrame({ store, id, part, children }: FrameProps): JSX.Element {
  useKeptFocus();
  const community = shown(store, id).value;
  const { isMember, isBeingMade } = standing(store, id).value;
  const { isLive } = store.status.value;
  const isLookedInto = !isMember && !isBeingMade && isLive;
  useEffect(() => {
    if (isLookedInto) void lookInto(store, id);
  }, [id, isLookedInto]);
  const wasMember = useRef(isMember);
  useEffect(() => {
    if (wasMember.current === isMember) return;
    wasMember.current = isMember;
    announce(t(isMember ? "communities.nowMember" : "communities.noLongerMember"));
  }, [isMember]);
  const isGone = useMergedAway(store, id, community);
  if (!community || isGone) return <NotThere store={store} id={id} />;
  const openness = opennessWord(community.openness);
  return (
    <Page
      title={community.name}
      {...(part ? { tabTitle: `${part} · ${community.name}` } : {})}
      context={<Link to="/communities">{t("communities.title")}</Link>}
      actions={<HeadActions store={store} of={community} />}
      lead={
        <>
          {!part && community.purpose && <span class="community-lead">{community.purpose}</span>}
          <span class="community-facts">
            <Link to={`${communityPath(id)}/about`} look="quiet" icon={openness.icon}>
              {t(openness.word)}
            </Link>
            {community.memberCount > 0 && (
              <Link to={`${communityPath(id)}/members`} look="quiet">
                {t("communities.members", { count: community.memberCount })}
              </Link>
            )}
          </span>
        </>
      }
    >
      <div class="stack">
        {community.isArchived && (
          <Banner tone="info" icon="archive">
            {t("communities.archivedText")}
          </Banner>
        )}
        <MergeProgress store={store} of={community} />
        <Refusals store={store} id={id} />
        <CommunityTabs store={store} of={community} />
        {children(community)}
      </div>
    </Page>
  );
}

function HeadActions({ store, of }: { store: Store; of: Shown }): JSX.Element {
  const { isMember } = standing(store, of.id).value;
  if (!isMember) return <Joining store={store} of={of} isMain />;
  const isLeaving = store
    .commandsAbout(of.id)
    .value.some(({ method, state }) => method.endsWith("/LeaveCommunity") && state !== "refused");
  return (
    <div class="community-actions">
      <LevelMenu store={store} id={of.id} />
      <Menu
        label={t("communities.more", { name: of.name })}
        icon="more"
        items={[
          {
            id: "leave",
            label: t("communities.leave"),
            icon: "signOut",
            isDisabled: isLeaving,
            onSelect: () => void acting(leaveCommunity(store, of.id)),
          },
        ]}
      />
    </div>
  );
}

function CommunityTabs({ store, of }: { store: Store; of: Shown }): JSX.Element {
  const { isSteward, isAdmin, isBeingMade } = standing(store, of.id).value;
  const waiting = isSteward ? waitingToJoin(store, of.id).value : 0;
  const at = location.value.path.replace(/\/$/, "");
  const top = communityPath(of.id);
  const tabs = [
    { to: top, label: t("communities.tab.threads"), waiting: 0 },
    ...(of.isReadable ? communityParts().map(({ path, label }) => ({ to: `${top}/${path}`, label: t(label), waiting: 0 })) : []),
    { to: `${top}/about`, label: t("communities.tab.about"), waiting: 0 },
    ...(of.isReadable ? [{ to: `${top}/members`, label: t("communities.tab.members"), waiting }] : []),
    ...(isSteward || isAdmin || isBeingMade
      ? [{ to: `${top}/settings`, label: t("communities.tab.settings"), waiting: 0 }]
      : []),
  ];
  return (
    <nav class="tabs-list" aria-label={of.name}>
      {tabs.map(({ to, label, waiting: count }) => (
        <a key={to} class="tab community-tab" href={to} aria-current={at === to ? "page" : undefined}>
          {label}
          <Badge count={count} label={t("communities.requests", { count })} />
        </a>
      ))}
    </nav>
  );
}

function NotThere({ store, id }: { store: Store; id: string }): JSX.Element {
  const { state } = glimpse(store, id).value;
  const { isLive } = store.status.value;
  const isLate = useLate(!isLive);
  const isUnreachable = isLive ? state === "unreachable" : isLate;
  if (!isUnreachable && (!isLive || state === "loading")) {
    return (
      <Page title={t("communities.community")}>
        <Skeleton lines={6} />
      </Page>
    );
  }
  if (isUnreachable) {
    return (
      <Page title={t("communities.community")}>
        <EmptyState
          icon="offline"
          title={t("communities.unreachable")}
          action={<Button onClick={() => void lookInto(store, id)}>{t("communities.again")}</Button>}
        >
          {t("communities.unreachableText")}
        </EmptyState>
      </Page>
    );
  }
  // Not there, or not to be seen: the two look alike.
  return (
    <Page title={t("view.notFound.title")} lead={t("view.notFound.text")}>
      <Link to="/communities" look="button" icon="communities">
        {t("communities.showAll")}
      </Link>
    </Page>
  );
}
