// SPDX-License-Identifier: GPL-3.0-or-later
// A community among all that there are: enough to choose by.
import type { JSX } from "preact";
import { t, tRich } from "../../i18n";
import { communityPath, threadPath } from "../../router/places";
import { lastThread } from "../../store/glimpses";
import type { Store } from "../../store/store";
import { unreadIn } from "../../store/threads";
import { Badge } from "../../ui/badge";
import { Icon } from "../../ui/icon";
import { Link } from "../../ui/link";
import { RelativeTime } from "../../ui/relative_time";
import { tongueNames } from "../../ui/tongues";
import { Joining } from "./joining";
import { type Shown, standing, threadViews } from "./selectors";
import { opennessWord } from "./words";

export function CommunityCard({ store, of }: { store: Store; of: Shown }): JSX.Element {
  const { isMember } = standing(store, of.id).value;
  const unread = isMember ? unreadIn(store, of.id).value.messages : 0;
  const openness = opennessWord(of.openness);
  return (
    <li class="community-card">
      <div class="community-card-head">
        <h3>
          <Link to={communityPath(of.id)} look="quiet">
            {of.name}
          </Link>
        </h3>
        <Badge count={unread} label={t("nav.unread", { count: unread })} />
        <span class="community-card-act">
          <Joining store={store} of={of} />
        </span>
      </div>
      {of.purpose && <p class="community-purpose">{of.purpose}</p>}
      <p class="community-facts">
        <span>
          <Icon name={openness.icon} />
          {t(openness.word)}
        </span>
        {of.memberCount > 0 && <span>{t("communities.members", { count: of.memberCount })}</span>}
        {of.rhythm && (
          <span>
            <Icon name="clock" />
            <span class="unseen">{t("communities.rhythm")}: </span>
            <span dir="auto">{of.rhythm}</span>
          </span>
        )}
        {of.languages.length > 0 && <span>{tongueNames(of.languages)}</span>}
        {of.isArchived && (
          <span>
            <Icon name="archive" />
            {t("communities.archived")}
          </span>
        )}
      </p>
      <LastThread store={store} id={of.id} isMember={isMember} />
    </li>
  );
}

function LastThread({ store, id, isMember }: { store: Store; id: string; isMember: boolean }): JSX.Element | null {
  // A member's are told of; the newest of them may stand behind those that are pinned.
  const own = isMember
    ? threadViews(store, id).value.reduce(
        (best, each) => (Number(each.head?.lastAtMs ?? 0) > Number(best?.head?.lastAtMs ?? 0) ? each : best),
        threadViews(store, id).value[0],
      )
    : undefined;
  const last = own ?? lastThread(store, id).value;
  if (!last?.thread) return null;
  const { thread, head } = last;
  return (
    <p class="community-last">
      <Icon name="threads" />
      <span>
        {tRich("communities.last", {
          title: (
            <Link to={threadPath(thread.id)} look="quiet">
              {thread.title}
            </Link>
          ),
          when: <RelativeTime at={head?.lastAtMs || thread.createdAtMs} />,
        })}
      </span>
    </p>
  );
}
