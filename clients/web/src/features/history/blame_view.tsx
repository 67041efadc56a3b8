// SPDX-License-Identifier: GPL-3.0-or-later
// The text of a page with who wrote each part of it, and in which version.
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { t } from "../../i18n";
import type { ViewProps } from "../../router/feature";
import { location } from "../../router/location";
import { pageComparePath, pageRevisionPath } from "../../router/places";
import { withStore } from "../../store/current";
import { blame, type BlamedStretch } from "../../store/page_history";
import { page as pageOf } from "../../store/pages";
import { wantPeople } from "../../store/people";
import type { Store } from "../../store/store";
import { Link } from "../../ui/link";
import { RelativeTime } from "../../ui/relative_time";
import { HistoryFrame, NotYet, revisionFrom, Stale, Who } from "./frame";

export default withStore(BlameView);

function BlameView({ store, params }: ViewProps & { store: Store }): JSX.Element {
  const id = params["page"] ?? "";
  const revision = revisionFrom(location.value.query.get("revision"));
  const { isLive } = store.status.value;
  const page = pageOf(store, id).value;
  const asked = blame(store, id, revision);
  const { state, reply } = asked.now.value;
  const isBehind = revision === 0n && reply?.revision !== undefined && (page?.revision ?? 0n) > reply.revision.number;
  useEffect(() => {
    if (isLive && (!reply || isBehind)) void asked.want();
  }, [id, revision, isLive, isBehind]);
  const authors = [...new Set(reply?.stretches.map((stretch) => stretch.revision?.author ?? ""))];
  useEffect(() => void wantPeople(store, authors), [authors.join()]);
  return (
    <HistoryFrame store={store} id={id} title={t("history.blame")} lead={t("history.blame.lead")}>
      {!reply ? (
        <NotYet store={store} state={state} again={() => void asked.want()} />
      ) : reply.stretches.length === 0 ? (
        <p>{t("history.blame.empty")}</p>
      ) : (
        <>
          <Stale store={store} />
          <ol class="blame">
            {reply.stretches.map((stretch) => (
              <Part key={stretch.firstLine} store={store} id={id} of={stretch} language={page?.language ?? ""} />
            ))}
          </ol>
        </>
      )}
    </HistoryFrame>
  );
}

function Part({ store, id, of: { text, revision, isOlder }, language }: { store: Store; id: string; of: BlamedStretch; language: string }): JSX.Element {
  const number = revision?.number ?? 0n;
  return (
    <li class="blame-part">
      <p class="blame-who">
        <Who store={store} id={revision?.author ?? ""} />
        <RelativeTime at={revision?.createdAtMs ?? 0n} />
        <Link to={number > 1n && !isOlder ? pageComparePath(id, number - 1n, number) : pageRevisionPath(id, number)} look="quiet">
          {isOlder ? t("history.blame.older", { number: Number(number) }) : t("history.version", { number: Number(number) })}
        </Link>
      </p>
      <p class="blame-text" lang={language || undefined} dir="auto">
        {text.replace(/\n$/, "")}
      </p>
    </li>
  );
}
