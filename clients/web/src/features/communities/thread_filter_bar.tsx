// SPDX-License-Identifier: GPL-3.0-or-later
// Chooses which threads are shown. What is chosen stands in the address, in place of what was there.
import type { JSX } from "preact";
import { type PlainKey, t } from "../../i18n";
import { navigate } from "../../router/location";
import { Select } from "../../ui/select";
import { Chip } from "./chip";
import { type Kind, kinds, type Order, orders, queryOf, type Show, shows, type ThreadFilter } from "./thread_filters";

const showWords: Record<Show, PlainKey> = {
  all: "communities.show.all",
  unread: "communities.show.unread",
  followed: "communities.show.followed",
  unresolved: "communities.show.unresolved",
};
const kindWords: Record<Kind, PlainKey> = {
  any: "communities.kind.any",
  discussion: "communities.kind.discussions",
  question: "communities.kind.questions",
  session: "communities.kind.sessions",
  announcement: "communities.kind.announcements",
};
const orderWords: Record<Order, PlainKey> = {
  activity: "communities.order.activity",
  newest: "communities.order.newest",
};

export interface ThreadFiltersProps {
  readonly path: string;
  readonly filter: ThreadFilter;
  // Others have nothing unread and follow nothing.
  readonly isMember: boolean;
}

export function ThreadFilters({ path, filter, isMember }: ThreadFiltersProps): JSX.Element {
  const change = (next: Partial<ThreadFilter>) => navigate(path + queryOf({ ...filter, ...next }), { replace: true });
  return (
    <>
      <div class="chips" role="group" aria-label={t("communities.show")}>
        {shows
          .filter((show) => isMember || show === "all" || show === "unresolved")
          .map((show) => (
            <Chip key={show} isChosen={show === filter.show} onChoose={() => change({ show })}>
              {t(showWords[show])}
            </Chip>
          ))}
      </div>
      <div class="community-choices">
        <Select
          label={t("communities.kind")}
          value={filter.kind}
          choices={kinds.map((kind) => ({ value: kind, label: t(kindWords[kind]) }))}
          onChange={(kind) => change({ kind })}
        />
        <Select
          label={t("communities.order")}
          value={filter.order}
          choices={orders.map((order) => ({ value: order, label: t(orderWords[order]) }))}
          onChange={(order) => change({ order })}
        />
      </div>
    </>
  );
}
