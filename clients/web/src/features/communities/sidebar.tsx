// SPDX-License-Identifier: GPL-3.0-or-later
// The person's communities, with what is unread in each.
import type { JSX } from "preact";
import { compareText, t } from "../../i18n";
import { location } from "../../router/location";
import { communityPath } from "../../router/places";
import { myCommunities, myLevel } from "../../store/communities";
import { withStore } from "../../store/current";
import { Level } from "../../store/entities";
import type { Store } from "../../store/store";
import { unreadIn } from "../../store/threads";
import { Badge } from "../../ui/badge";
import { isWithin } from "../../ui/link";

function MySidebar({ store }: { store: Store }): JSX.Element | null {
  const mine = myCommunities(store)
    .value.filter(({ archived }) => !archived)
    .sort((a, b) => compareText(a.name, b.name));
  if (mine.length === 0) return null;
  return (
    <nav class="my-communities" aria-labelledby="my-communities">
      <h2 id="my-communities">{t("communities.mine")}</h2>
      <ul class="nav-list">
        {mine.map(({ id, name }) => (
          <Entry key={id} store={store} id={id} name={name} />
        ))}
      </ul>
    </nav>
  );
}

function Entry({ store, id, name }: { store: Store; id: string; name: string }): JSX.Element {
  const count = unreadIn(store, id).value.messages;
  const isMuted = myLevel(store, id).value?.level === Level.MUTE;
  const to = communityPath(id);
  return (
    <li>
      <a
        class={isMuted ? "nav-link my-community my-community-muted" : "nav-link my-community"}
        href={to}
        aria-current={isWithin(location.value.path, to) ? "page" : undefined}
      >
        <span class="nav-label">{name}</span>
        {isMuted && <span class="unseen">{t("communities.level.mute")}</span>}
        <Badge count={count} label={t("nav.unread", { count })} tone="quiet" />
      </a>
    </li>
  );
}

export default withStore(MySidebar);
