// SPDX-License-Identifier: GPL-3.0-or-later
// Who is in a community: those who look after it first, everybody else by name.
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { compareText, t } from "../../i18n";
import type { ViewProps } from "../../router/feature";
import { fetchMembers, members } from "../../store/communities";
import { withStore } from "../../store/current";
import type { Member } from "../../store/entities";
import { glimpse, lookAtMembers } from "../../store/glimpses";
import type { Store } from "../../store/store";
import { Button } from "../../ui/button";
import { EmptyState, Skeleton } from "../../ui/placeholders";
import { TextField } from "../../ui/text_field";
import { AddPeople } from "./add_people";
import { useAnnouncedCount } from "./announced";
import { CommunityFrame } from "./community_frame";
import { GrowingList } from "./growing_list";
import { JoinRequests } from "./join_requests";
import { MemberRow } from "./member_row";
import { namedSo } from "./discovering";
import { type Shown, standing } from "./selectors";

function MembersView({ store, params }: ViewProps & { store: Store }): JSX.Element {
  return (
    <CommunityFrame store={store} id={params["community"] ?? ""} part={t("communities.tab.members")}>
      {(community) =>
        community.isReadable ? (
          <Members store={store} of={community} />
        ) : (
          <EmptyState icon="lock" title={t("communities.closed", { name: community.name })}>
            {t("communities.closedText")}
          </EmptyState>
        )
      }
    </CommunityFrame>
  );
}

const pagesMax = 50;

// All pages, one after another: whom one looks for may be on the last.
async function fetchAll(store: Store, id: string): Promise<void> {
  for (let page = "", pages = 0; pages < pagesMax; pages++) if (!(page = await fetchMembers(store, id, page))) return;
}

function Members({ store, of }: { store: Store; of: Shown }): JSX.Element {
  const [text, setText] = useState("");
  const [isAdding, setAdding] = useState(false);
  const [isFetching, setFetching] = useState(true);
  const { isMember, isSteward, isBeingMade } = standing(store, of.id).value;
  const { isLive } = store.status.value;
  useEffect(() => {
    if (!isLive || isBeingMade) return setFetching(false);
    const fetching = isMember ? fetchAll(store, of.id) : lookAtMembers(store, of.id);
    // What is held is shown without a connection, too.
    void fetching.catch(() => undefined).finally(() => setFetching(false));
  }, [of.id, isMember, isLive, isBeingMade]);
  const all: readonly Member[] = isMember ? members(store, of.id).value : glimpse(store, of.id).value.members;
  const shown = namedSo(all, text).sort(
    (a, b) => Number(b.steward) - Number(a.steward) || compareText(a.name, b.name),
  );
  useAnnouncedCount(text, shown.length);
  return (
    <div class="stack">
      {isSteward && <JoinRequests store={store} of={of} />}
      <div class="community-bar">
        {isSteward && !of.isArchived && (
          <Button icon="add" onClick={() => setAdding(true)}>
            {t("communities.addPeople")}
          </Button>
        )}
        {all.length > 8 && (
          <div class="community-find">
            <TextField
              type="search"
              label={t("communities.findMember")}
              value={text}
              onInput={setText}
              autocomplete="off"
              spellcheck={false}
            />
          </div>
        )}
      </div>
      {shown.length > 0 ? (
        <GrowingList
          label={t("communities.tab.members")}
          of={text}
          items={shown}
          keyOf={({ person }) => person}
          render={(member) => <MemberRow store={store} of={of} member={member} isSteward={isSteward} />}
        />
      ) : isFetching ? (
        <Skeleton lines={4} hasAvatar />
      ) : text ? (
        <EmptyState icon="search" title={t("communities.noMemberFound")}>
          {t("communities.noMemberFoundText")}
        </EmptyState>
      ) : (
        <EmptyState icon={isLive ? "people" : "offline"} title={t("communities.noMembers")}>
          {t(isLive ? "communities.noMembersText" : "communities.unreachableText")}
        </EmptyState>
      )}
      {isAdding && <AddPeople store={store} of={of} onClose={() => setAdding(false)} />}
    </div>
  );
}

export default withStore(MembersView);
