// SPDX-License-Identifier: GPL-3.0-or-later
// Starts a community. What is written is kept on this device until it is one.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { t } from "../../i18n";
import { navigate } from "../../router/location";
import { communityPath } from "../../router/places";
import { createCommunity } from "../../store/communities";
import { withStore } from "../../store/current";
import type { Store } from "../../store/store";
import { Link } from "../../ui/link";
import { Page } from "../../ui/page";
import { acting } from "./acting";
import { CommunityForm } from "./community_form";
import { type Details, noDetails, tidied } from "./details";
import { forgetWritten, keepWritten, keptWritten } from "./kept_details";

function CreatingView({ store }: { store: Store }): JSX.Element {
  const key = "new";
  const [isBusy, setBusy] = useState(false);
  const [from] = useState(() => keptWritten(store, key) ?? noDetails);
  const create = async (written: Details) => {
    const { languages, ...rest } = tidied(written);
    setBusy(true);
    let id = "";
    const making = createCommunity(store, { ...rest, languages: [...languages] }).then((made) => (id = made));
    const isKept = await acting(making);
    setBusy(false);
    if (!isKept) return;
    forgetWritten(store, key);
    navigate(communityPath(id), { replace: true });
  };
  return (
    <Page
      title={t("communities.new")}
      lead={t("communities.newLead")}
      context={<Link to="/communities">{t("communities.title")}</Link>}
    >
      <CommunityForm
        store={store}
        from={from}
        action="communities.create"
        isBusy={isBusy}
        onSubmit={(details) => void create(details)}
        onChange={(details) => keepWritten(store, key, details)}
      />
    </Page>
  );
}

export default withStore(CreatingView);
