// SPDX-License-Identifier: GPL-3.0-or-later
// Communities as they are seen before joining: what they are for, in which languages, who looks after them,
// what was talked about last.
import type { JSX } from "preact";
import { useEffect, useId, useState } from "preact/hooks";
import { formatList, formatRelative, t } from "../../i18n";
import { joinCommunity, listings, myCommunities } from "../../store/communities";
import { type CommunityListing, Openness, Role } from "../../store/entities";
import { lastThread, wantLastThreads } from "../../store/glimpses";
import { me } from "../../store/people";
import type { Store } from "../../store/store";
import { askToJoin } from "../../store/belonging";
import { Trouble, useAttempt } from "../../ui/attempt";
import { Button } from "../../ui/button";
import { Icon } from "../../ui/icon";
import { Page } from "../../ui/page";
import { EmptyState } from "../../ui/placeholders";
import { tongueNames } from "../../ui/tongues";
import type { StepProps } from "./first_visit_view";
import { worthShowing } from "./worth_showing";

export function ChooseCommunities({ store, progress, onDone, skip }: StepProps): JSX.Element {
  const mine = myCommunities(store).value;
  const found = worthShowing(listings(store).value, mine);
  const names = formatList(mine.map(({ name }) => name));
  const isGuest = me(store).value?.role === Role.GUEST;
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const attempt = useAttempt();
  const ids = found.map(({ community }) => community).join();
  useEffect(() => wantLastThreads(store, ids.split(",").filter(Boolean)), [store, ids]);
  const toggle = (id: string) => setChosen(chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id]);
  const join = () =>
    attempt.run(async () => {
      for (const { community, openness } of found) {
        if (!chosen.includes(community)) continue;
        await (openness === Openness.ON_REQUEST ? askToJoin(store, community, "") : joinCommunity(store, community));
      }
      onDone();
    });
  return (
    <Page
      title={t("firstVisit.communities.title")}
      context={progress}
      lead={
        names === ""
          ? t("firstVisit.communities.lead")
          : t(isGuest ? "firstVisit.communities.leadGuest" : "firstVisit.communities.leadIn", { names })
      }
    >
      <div class="stack">
        <Trouble of={attempt} />
        {found.length === 0 && !isGuest && (
          <EmptyState icon="communities" title={t("firstVisit.communities.none")}>
            {t("firstVisit.communities.noneText")}
          </EmptyState>
        )}
        {found.length > 0 && (
          <ul class="first-visit-list" aria-label={t("firstVisit.communities.title")}>
            {found.map((listing) => (
              <Choice key={listing.community} store={store} of={listing} isChosen={chosen.includes(listing.community)} onToggle={toggle} />
            ))}
          </ul>
        )}
        <div class="first-visit-foot first-visit-stay">
          {chosen.length > 0 ? (
            <Button tone="primary" isBusy={attempt.isBusy} onClick={() => void join()}>
              {t("firstVisit.communities.join", { count: chosen.length })}
            </Button>
          ) : (
            <Button tone={found.length === 0 ? "primary" : "plain"} onClick={onDone}>
              {t("firstVisit.next")}
            </Button>
          )}
          {found.length > 0 && chosen.length > 0 && skip}
        </div>
      </div>
    </Page>
  );
}

interface ChoiceProps {
  readonly store: Store;
  readonly of: CommunityListing;
  readonly isChosen: boolean;
  readonly onToggle: (id: string) => void;
}

function Choice({ store, of, isChosen, onToggle }: ChoiceProps): JSX.Element {
  const id = useId();
  const last = lastThread(store, of.community).value;
  const isAsking = of.openness === Openness.ON_REQUEST;
  const facts = [
    t("firstVisit.communities.members", { count: of.memberCount }),
    ...(of.rhythm ? [of.rhythm] : []),
    ...(of.languages.length > 0 ? [tongueNames(of.languages)] : []),
  ];
  return (
    <li class="first-visit-choice">
      <input
        id={id}
        class="check-box"
        type="checkbox"
        checked={isChosen}
        aria-describedby={`${id}-about`}
        onChange={() => onToggle(of.community)}
      />
      <label for={id}>{of.name}</label>
      <div id={`${id}-about`}>
        {of.purpose && <p dir="auto">{of.purpose}</p>}
        <p class="first-visit-facts">{facts.join(" · ")}</p>
        {last?.thread && (
          <p class="first-visit-facts">
            <Icon name="threads" />
            <span dir="auto">
              {t("firstVisit.communities.last", {
                title: last.thread.title,
                when: formatRelative(last.head?.lastAtMs || last.thread.createdAtMs),
              })}
            </span>
          </p>
        )}
        {isAsking && (
          <p class="first-visit-facts">
            <Icon name="lock" />
            <span>{t("firstVisit.communities.onRequest")}</span>
          </p>
        )}
      </div>
    </li>
  );
}
