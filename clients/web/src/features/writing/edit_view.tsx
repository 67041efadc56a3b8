// SPDX-License-Identifier: GPL-3.0-or-later
// Changing a page. What waits of it to be sent is built on; what was left behind is gone on with; what meets
// somebody else's change is decided here.
import type { JSX } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import { t } from "../../i18n";
import type { ViewProps } from "../../router/feature";
import { communityPagesPath, pagePath, wikiPath } from "../../router/places";
import { community } from "../../store/communities";
import { withStore } from "../../store/current";
import { creationOf, savesOf } from "../../store/page_saving";
import { openPage } from "../../store/page_views";
import { page as pageOf } from "../../store/pages";
import type { Store } from "../../store/store";
import { EmptyState, Skeleton } from "../../ui/placeholders";
import { Link } from "../../ui/link";
import { Page } from "../../ui/page";
import { EditForm } from "./edit_form";
import { beginningOf } from "./starting";

// For so long an answer may be on its way before what this device has is good enough to begin with.
const patienceMs = 2500;

function EditView({ store, params }: ViewProps & { store: Store }): JSX.Element {
  const id = params["page"] ?? "";
  const open = useMemo(() => openPage(store, id), [store, id]);
  useEffect(() => () => open.close(), [open]);
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), patienceMs);
    return () => clearTimeout(timer);
  }, []);
  const creation = creationOf(store, id).value;
  // Sent meanwhile: now it can be asked for.
  useEffect(() => {
    if (!creation) open.refresh();
  }, [creation === undefined]);

  const state = open.state.value;
  const view = open.shown.value?.view;
  const waiting = savesOf(store, id).value.findLast((save) => save.state === "waiting" || save.state === "refused");
  const { isLive, connection } = store.status.value;
  const isComing = !isLate && (isLive || connection === "connecting" || connection === "open");
  const isAbsent = state === "absent" && !creation;
  const isKnown = creation !== undefined || state === "current" || isAbsent || (state === "stale" && !isComing);
  const beginning = useMemo(() => (isKnown ? beginningOf(view, creation, waiting) : null), [isKnown, view, creation !== undefined, waiting?.n]);

  const title = pageOf(store, id).value?.title ?? view?.page?.title ?? creation?.request.title ?? "";
  const place = view?.page?.community ?? creation?.request.community ?? "";
  const context = (
    <Link to={view ? pagePath(id) : place ? communityPagesPath(place) : wikiPath} look="quiet">
      {view ? title : place ? (community(store, place).value?.name ?? t("writing.wiki")) : t("writing.wiki")}
    </Link>
  );
  const empty = isAbsent
    ? { icon: "question" as const, title: t("writing.absent.title"), text: t("writing.absent.text") }
    : view && !view.mayWrite
      ? { icon: "lock" as const, title: t("writing.forbidden.title"), text: t("writing.forbidden.text") }
      : view?.inTrash
        ? { icon: "trash" as const, title: t("writing.inTrash.title"), text: t("writing.inTrash.text") }
        : state === "unreachable"
          ? { icon: "offline" as const, title: t("writing.unreachable.title"), text: t("writing.unreachable.text") }
          : null;
  return (
    <Page title={title ? t("writing.edit.title", { title }) : t("writing.edit")} context={context}>
      <EditForm
        store={store}
        page={id}
        beginning={beginning}
        creation={creation}
        isGone={empty !== null && state !== "unreachable"}
        otherwise={
          empty ? (
            <EmptyState icon={empty.icon} title={empty.title} action={<Link to={view ? pagePath(id) : wikiPath} look="button">{view ? t("writing.toPage") : t("writing.toWiki")}</Link>}>
              {empty.text}
            </EmptyState>
          ) : (
            <Skeleton lines={8} />
          )
        }
      />
    </Page>
  );
}

export default withStore(EditView);
