// SPDX-License-Identifier: GPL-3.0-or-later
// A community's wiki, as a part of the community.
import type { JSX } from "preact";
import type { PartProps } from "../../router/feature";
import { withStore } from "../../store/current";
import type { Store } from "../../store/store";
import { BeginLinks } from "./begin_links";
import { canWriteIn } from "./may_write";
import { PlacePages } from "./place_pages";
import { Ways } from "./ways";

function CommunityPages({ store, community }: PartProps & { store: Store }): JSX.Element {
  const canWrite = canWriteIn(store, community);
  return (
    <div class="wiki-place">
      {canWrite && <BeginLinks community={community} />}
      <div class="wiki-columns">
        <PlacePages store={store} community={community} />
        <Ways place={community} hasTrash={canWrite} />
      </div>
    </div>
  );
}

export default withStore(CommunityPages);
