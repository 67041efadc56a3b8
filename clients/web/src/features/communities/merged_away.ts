// SPDX-License-Identifier: GPL-3.0-or-later
// An old link to a community that was merged leads to the one that stays, with a word about it.
import { useEffect } from "preact/hooks";
import { t } from "../../i18n";
import { location, navigate } from "../../router/location";
import { communityPath } from "../../router/places";
import { lookInto } from "../../store/glimpses";
import { presentCommunity } from "../../store/present";
import type { Store } from "../../store/store";
import { toast } from "../../ui/toast";
import { type Shown, shown } from "./selectors";

// Answers whether it is no more.
export function useMergedAway(store: Store, id: string, community: Shown | undefined): boolean {
  const present = presentCommunity(store, id).value;
  const into = present === id ? "" : present;
  const stays = shown(store, into).value;
  const { isLive } = store.status.value;
  useEffect(() => {
    if (into && !stays && isLive) void lookInto(store, into);
  }, [into, stays === undefined, isLive]);
  useEffect(() => {
    if (!into) return;
    const { path, query } = location.peek();
    const rest = path.slice(communityPath(id).length);
    navigate(`${communityPath(into)}${rest}${query.size > 0 ? `?${query}` : ""}`, { replace: true });
    const names = { name: community?.name ?? "", into: stays?.name ?? "" };
    toast({ text: names.name && names.into ? t("communities.mergedNotice", names) : t("communities.mergedNoticePlain") });
  }, [into]);
  return into !== "";
}
