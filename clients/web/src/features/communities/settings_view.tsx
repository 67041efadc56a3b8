// SPDX-License-Identifier: GPL-3.0-or-later
// What stewards change of their community, and administrators where nobody else does.
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { t } from "../../i18n";
import type { ViewProps } from "../../router/feature";
import { setArchived, updateCommunity } from "../../store/communities";
import { withStore } from "../../store/current";
import type { Store } from "../../store/store";
import { Button } from "../../ui/button";
import { EmptyState } from "../../ui/placeholders";
import { toast } from "../../ui/toast";
import { acting } from "./acting";
import { CommunityForm } from "./community_form";
import { CommunityFrame } from "./community_frame";
import { Confirm } from "./confirm";
import { changeOf, type Details, detailsOf, tidied } from "./details";
import { forgetWritten, keepWritten, keptWritten } from "./kept_details";
import { MergePart } from "./merge_part";
import { type Shown, standing } from "./selectors";

function SettingsView({ store, params }: ViewProps & { store: Store }): JSX.Element {
  return (
    <CommunityFrame store={store} id={params["community"] ?? ""} part={t("communities.tab.settings")}>
      {(community) => <Settings store={store} of={community} />}
    </CommunityFrame>
  );
}

function Settings({ store, of }: { store: Store; of: Shown }): JSX.Element {
  const { isSteward, isAdmin, isBeingMade } = standing(store, of.id).value;
  if (!isSteward && !isAdmin && !isBeingMade) {
    return (
      <EmptyState icon="settings" title={t("communities.settingsClosed")}>
        {t("communities.settingsClosedText")}
      </EmptyState>
    );
  }
  // Nothing can be changed in it any more; above it stands how far it is.
  if (of.merge) return <p class="field-hint">{t("communities.mergingSettings")}</p>;
  return (
    <div class="stack">
      {(isSteward || isBeingMade) && <Describe store={store} of={of} />}
      {!isBeingMade && <Archive store={store} of={of} />}
      {isSteward && !of.isArchived && <MergePart store={store} of={of} />}
    </div>
  );
}

function Describe({ store, of }: { store: Store; of: Shown }): JSX.Element {
  // As it was when the page was opened: what the person writes is not overwritten by what arrives.
  const [from, setFrom] = useState(() => detailsOf(of));
  const key = of.id;
  const [before] = useState(() => keptWritten(store, key));
  const waiting = store
    .commandsAbout(of.id)
    .value.filter(({ method, state }) => method.endsWith("/UpdateCommunity") && state !== "refused").length;
  const wasWaiting = useRef(waiting);
  useEffect(() => {
    const isDone = wasWaiting.current > 0 && waiting === 0;
    wasWaiting.current = waiting;
    const isRefused = store.commandsAbout(of.id).peek().some(({ state }) => state === "refused");
    if (isDone && !isRefused) toast({ text: t("communities.saved") });
  }, [waiting]);
  const save = async (written: Details) => {
    const after = tidied(written);
    const change = changeOf(from, after);
    if (Object.keys(change).length === 0) {
      forgetWritten(store, key);
      return void toast({ text: t("communities.saved") });
    }
    if (!(await acting(updateCommunity(store, of.id, change)))) return;
    forgetWritten(store, key);
    setFrom(after);
    if (!store.status.peek().isLive) toast({ text: t("communities.savedHere") });
  };
  return (
    <CommunityForm
      store={store}
      from={from}
      written={before}
      action="communities.save"
      isThere
      onSubmit={(details) => void save(details)}
      onChange={(details) => keepWritten(store, key, details)}
    />
  );
}

function Archive({ store, of }: { store: Store; of: Shown }): JSX.Element {
  const [isAsking, setAsking] = useState(false);
  const archive = (isArchived: boolean) => {
    setAsking(false);
    void acting(setArchived(store, of.id, isArchived));
  };
  const isChanging = store
    .commandsAbout(of.id)
    .value.some(({ method, state }) => method.endsWith("/SetArchived") && state !== "refused");
  return (
    <section class="community-part" aria-labelledby="archive">
      <h2 id="archive">{t("communities.archive")}</h2>
      <p class="field-hint">{t(of.isArchived ? "communities.unarchiveText" : "communities.archiveText")}</p>
      <div>
        {of.isArchived ? (
          <Button isBusy={isChanging} onClick={() => archive(false)}>
            {t("communities.unarchive")}
          </Button>
        ) : (
          <Button icon="archive" isBusy={isChanging} onClick={() => setAsking(true)}>
            {t("communities.archiveIt")}
          </Button>
        )}
      </div>
      {isAsking && (
        <Confirm
          title={t("communities.archiveTitle", { name: of.name })}
          action={t("communities.archiveIt")}
          onClose={() => setAsking(false)}
          onConfirm={() => archive(true)}
        >
          {t("communities.archiveText")}
        </Confirm>
      )}
    </section>
  );
}

export default withStore(SettingsView);
