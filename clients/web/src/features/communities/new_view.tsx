// SPDX-License-Identifier: GPL-3.0-or-later
// Starts a community. What is written is kept on this device until it is one.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { t } from "../../i18n";
import { navigate } from "../../router/location";
import { communityPath } from "../../router/places";
import { createCommunity } from "../../store/communities";
import { withStore } from "../../store/current";
import { Openness } from "../../store/entities";
import type { Store } from "../../store/store";
import { Link } from "../../ui/link";
import { Page } from "../../ui/page";
import { acting } from "./acting";
import { CommunityForm } from "./community_form";
import { type Details, noDetails, tidied } from "./details";

function NewView({ store }: { store: Store }): JSX.Element {
  const key = `fika.new-community.${store.me}`;
  const [isBusy, setBusy] = useState(false);
  const [from] = useState(() => read(key));
  const create = async (written: Details) => {
    const { languages, ...rest } = tidied(written);
    setBusy(true);
    let id = "";
    const making = createCommunity(store, { ...rest, languages: [...languages] }).then((made) => (id = made));
    const isKept = await acting(making);
    setBusy(false);
    if (!isKept) return;
    write(key, noDetails);
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
        onChange={(details) => write(key, details)}
      />
    </Page>
  );
}

function write(key: string, details: Details): void {
  try {
    if (details === noDetails) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, JSON.stringify(details));
  } catch {
    // It then lasts as long as the page.
  }
}
function read(key: string): Details {
  try {
    const { name, purpose, theme, languages, openness } = JSON.parse(sessionStorage.getItem(key) ?? "{}") as Partial<Details>;
    return {
      name: String(name ?? ""),
      purpose: String(purpose ?? ""),
      theme: String(theme ?? ""),
      languages: Array.isArray(languages) ? languages.map(String) : [],
      openness: typeof openness === "number" ? openness : Openness.OPEN,
    };
  } catch {
    return noDetails;
  }
}

export default withStore(NewView);
