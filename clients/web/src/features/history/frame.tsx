// SPDX-License-Identifier: GPL-3.0-or-later
// The frame of what is told of a page's history, and what stands there while there is nothing to tell.
import type { ComponentChild, ComponentChildren, JSX } from "preact";
import { useEffect } from "preact/hooks";
import { t } from "../../i18n";
import { pageBlamePath, pageHistoryPath, pagePath, personPath } from "../../router/places";
import type { Answer } from "../../store/page_history";
import { page as pageOf, wantPages } from "../../store/pages";
import { nameOf } from "../../store/people";
import type { Store } from "../../store/store";
import { Button } from "../../ui/button";
import { Link } from "../../ui/link";
import { nameOr } from "../../ui/names";
import { Page } from "../../ui/page";
import { EmptyState, Skeleton } from "../../ui/placeholders";

interface FrameProps {
  readonly store: Store;
  readonly id: string;
  readonly title: string;
  readonly lead?: ComponentChild;
  readonly actions?: ComponentChild;
  readonly children: ComponentChildren;
}

export function HistoryFrame({ store, id, title, lead, actions, children }: FrameProps): JSX.Element {
  const page = pageOf(store, id).value;
  const { isLive } = store.status.value;
  useEffect(() => {
    if (isLive) void wantPages(store, [id]);
  }, [id, isLive]);
  return (
    <Page
      title={title}
      tabTitle={page ? `${title}: ${page.title}` : title}
      context={
        <nav class="history-ways" aria-label={t("history.ways")}>
          <Link to={pagePath(id)}>{page?.title ?? t("history.toPage")}</Link>
          <Link to={pageHistoryPath(id)} look="quiet" marksHere>
            {t("history.title")}
          </Link>
          <Link to={pageBlamePath(id)} look="quiet" marksHere>
            {t("history.blame")}
          </Link>
        </nav>
      }
      lead={lead}
      actions={actions}
    >
      <div class="history">{children}</div>
    </Page>
  );
}

export function NotYet({ store, state, again }: { store: Store; state: Answer<unknown>["state"]; again: () => void }): JSX.Element {
  if (state === "loading" && store.reach.value.kind !== "offline") return <Skeleton lines={6} />;
  if (state === "absent") return <p class="history-quiet">{t("history.absent")}</p>;
  return (
    <EmptyState icon="offline" title={t("history.unreachable")} action={<Button onClick={again}>{t("history.again")}</Button>}>
      {t("history.unreachable.text")}
    </EmptyState>
  );
}

// What is shown was read at another time. That there is no connection the shell says.
export function Stale({ store }: { store: Store }): JSX.Element | null {
  if (store.reach.value.kind !== "offline") return null;
  return (
    <p class="history-quiet" role="status">
      {t("history.stale")}
    </p>
  );
}

export function Who({ store, id }: { store: Store; id: string }): JSX.Element {
  return (
    <Link to={personPath(id)} look="quiet">
      {nameOr(nameOf(store, id).value)}
    </Link>
  );
}

// A number out of an address; 0 for anything else.
export const revisionFrom = (text: string | null | undefined): bigint => (/^[1-9][0-9]{0,15}$/.test(text ?? "") ? BigInt(text ?? 0) : 0n);
