// SPDX-License-Identifier: GPL-3.0-or-later
import { t } from "../../i18n";
import { community, listings } from "../../store/communities";
import { organisation } from "../../store/people";
import type { Store } from "../../store/store";
import { glimpse } from "../../store/glimpses";

// What a wiki is called: its community, or the organisation.
export function placeName(store: Store, id: string): string {
  if (!id) return organisation(store).value?.name ?? t("wiki.title");
  const held = community(store, id).value?.name;
  if (held) return held;
  const listed = listings(store).value.find((each) => each.community === id)?.name;
  return listed ?? glimpse(store, id).value.view?.community?.name ?? t("communities.community");
}
