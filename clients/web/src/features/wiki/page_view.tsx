// SPDX-License-Identifier: GPL-3.0-or-later
// A page of the wiki, to be read.
import type { JSX } from "preact";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { formatDateTime, t } from "../../i18n";
import type { ViewProps } from "../../router/feature";
import { location } from "../../router/location";
import { withStore } from "../../store/current";
import { creationOf, savesOf } from "../../store/page_saving";
import { openPage, type PageState, presentPage, type ShownPage } from "../../store/page_views";
import type { Store } from "../../store/store";
import { Button } from "../../ui/button";
import { Icon } from "../../ui/icon";
import { Link } from "../../ui/link";
import { Page } from "../../ui/page";
import { EmptyState, Skeleton } from "../../ui/placeholders";
import { announce } from "../../ui/toast";
import { OldRevision, revisionIn } from "./former_revision";
import { Reading } from "./reading";
import { Unsent } from "./unsent";

export default withStore(PageView);

// With "?revision=7": as it was then.
function PageView({ store, params }: ViewProps & { store: Store }): JSX.Element {
  const id = (params["page"] ?? "").toLowerCase();
  const number = revisionIn(location.value.query);
  return number > 0n ? <OldRevision store={store} id={id} number={number} /> : <PresentPage store={store} id={id} message={params["message"] ?? ""} />;
}

function PresentPage({ store, id, message }: { store: Store; id: string; message: string }): JSX.Element {
  const open = useMemo(() => openPage(store, id), [store, id]);
  useEffect(() => () => open.close(), [open]);
  const shown = open.shown.value;
  const state = open.state.value;
  const page = shown && presentPage(store, shown);
  useAnnouncedChange(shown?.view.revision?.number ?? 0n);
  const creation = creationOf(store, id).value;
  if (creation && !shown) return <Unsent store={store} id={id} creation={creation} />;
  if (!shown || !page) return <NotYet state={state} again={open.refresh} />;
  return <Reading store={store} page={page} view={shown.view} message={message} note={<Staleness store={store} state={state} shown={shown} />} />;
}

// Whoever listens hears that the text is another one than a moment ago.
function useAnnouncedChange(revision: bigint): void {
  const before = useRef(0n);
  useEffect(() => {
    if (before.current > 0n && revision > before.current) announce(t("wiki.refreshed"));
    before.current = revision;
  }, [revision]);
}

// Said once there is no hope of anything newer for now: most pages are fetched before anybody has read a word. That
// there is no connection the shell says.
function Staleness({ store, state, shown }: { store: Store; state: PageState; shown: ShownPage }): JSX.Element | null {
  const isWaiting = savesOf(store, shown.view.page?.id ?? "").value.some((save) => save.state === "waiting");
  const isOffline = state === "stale" && store.reach.value.kind === "offline";
  if (!isOffline) return null;
  const when = formatDateTime(shown.readMs);
  return (
    <p class="reading-since" role="status">
      <Icon name="clock" />
      <span>{isWaiting ? t("wiki.unsent.change", { when }) : t("wiki.stale", { when })}</span>
    </p>
  );
}

function NotYet({ state, again }: { state: PageState; again: () => void }): JSX.Element {
  if (state === "absent") {
    return (
      <Page title={t("view.notFound.title")} lead={t("view.notFound.text")}>
        <Link to="/wiki" look="button" icon="book">
          {t("wiki.showAll")}
        </Link>
      </Page>
    );
  }
  return (
    <Page title={t("wiki.page")}>
      {state === "unreachable" ? (
        <EmptyState icon="offline" title={t("wiki.unreachable.title")} action={<Button onClick={again}>{t("wiki.again")}</Button>}>
          {t("wiki.unreachable.text")}
        </EmptyState>
      ) : (
        <Skeleton lines={8} />
      )}
    </Page>
  );
}
