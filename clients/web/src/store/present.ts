// SPDX-License-Identifier: GPL-3.0-or-later
// Reading: communities that were merged into others. What still names one that went is shown where it went.
import { computed, type ReadonlySignal } from "@preact/signals";
import { type Community, CommunitySchema } from "../gen/fika/v1/communities_pb";
import { keyOfIds } from "../sync/entity_kinds";
import { glimpse } from "./glimpses";
import { all } from "./groups";
import type { Store } from "./store";

// The server names the last of a chain; one that is told in two commits may be two for a moment.
const hopsMax = 8;

// The community that `id` leads to: itself, unless it was merged.
export function presentCommunity(store: Store, id: string): ReadonlySignal<string> {
  return store.memo(`present ${id}`, () =>
    computed(() => {
      let at = id;
      for (let hops = 0; hops < hopsMax; hops++) {
        // Told of by sync, or answered to who looked.
        const known = store.world.entity<Community>(keyOfIds(10, at)).value ?? glimpse(store, at).value.view?.community;
        const into = known?.mergedInto;
        if (!into || into === id) break;
        at = into;
      }
      return at;
    }),
  );
}

// Those that were merged into `id`, as far as they are known here.
export function mergedHere(store: Store, id: string): ReadonlySignal<readonly string[]> {
  return store.memo(`merged here ${id}`, () => {
    const redirects = store.world.list(all(CommunitySchema.typeName), "redirects", (found: Community[]) =>
      found.filter(({ mergedInto }) => mergedInto !== "").map(({ id: old }) => old),
    );
    return computed(() => redirects.value.filter((old) => old !== id && presentCommunity(store, old).value === id));
  });
}

// Those that are on their way into `id`, with how far they are.
export function comingHere(store: Store, id: string): ReadonlySignal<readonly Community[]> {
  return store.memo(`coming here ${id}`, () => {
    const going = store.world.list(all(CommunitySchema.typeName), "going", (found: Community[]) => found.filter(({ merge }) => merge !== undefined));
    return computed(() => going.value.filter(({ merge }) => merge?.into === id));
  });
}
