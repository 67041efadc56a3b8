// SPDX-License-Identifier: GPL-3.0-or-later
// What lies between two versions of a page.
import type { ComponentChild, JSX } from "preact";
import { useCallback, useEffect, useMemo, useRef, useState } from "preact/hooks";
import { t, tRich } from "../../i18n";
import { remember, remembered } from "../../i18n/remembered";
import type { ViewProps } from "../../router/feature";
import { location } from "../../router/location";
import { pageComparePath, pageRevisionPath } from "../../router/places";
import { withStore } from "../../store/current";
import { comparison, type ComparePageReply, type RevisionMark } from "../../store/page_history";
import { openPage } from "../../store/page_views";
import { page as pageOf } from "../../store/pages";
import { wantPeople } from "../../store/people";
import type { Store } from "../../store/store";
import { Button } from "../../ui/button";
import { Banner } from "../../ui/banner";
import { Link } from "../../ui/link";
import { RelativeTime } from "../../ui/relative_time";
import { useShortcut } from "../../ui/shortcuts";
import { changeId, OneText, SideBySide } from "./comparison";
import { compareRows } from "./compare_rows";
import { HistoryFrame, NotYet, revisionFrom, Stale, Who } from "./frame";
import { bringBack } from "./restoring";

export default withStore(CompareView);

function CompareView({ store, params }: ViewProps & { store: Store }): JSX.Element {
  const id = params["page"] ?? "";
  const { query } = location.value;
  const from = revisionFrom(query.get("from")) || 1n;
  const to = revisionFrom(query.get("to"));
  const { isLive } = store.status.value;
  const newest = pageOf(store, id).value?.revision ?? 0n;
  const asked = comparison(store, id, from, to);
  const { state, reply } = asked.now.value;
  // Two fixed versions stay as they are; up to the newest is asked again when there is a newer one.
  const isBehind = to === 0n && reply?.to !== undefined && newest > reply.to.number;
  useEffect(() => {
    if (isLive && (!reply || isBehind)) void asked.want();
  }, [id, from, to, isLive, isBehind]);
  return (
    <HistoryFrame store={store} id={id} title={t("history.compare")}>
      {reply?.from && reply.to ? (
        <Compared store={store} id={id} reply={reply} from={reply.from} to={reply.to} isToNewest={to === 0n} />
      ) : (
        <NotYet store={store} state={state} again={() => void asked.want()} />
      )}
    </HistoryFrame>
  );
}

interface ComparedProps {
  readonly store: Store;
  readonly id: string;
  readonly reply: ComparePageReply;
  readonly from: RevisionMark;
  readonly to: RevisionMark;
  readonly isToNewest: boolean;
}

function Compared({ store, id, reply, from, to, isToNewest }: ComparedProps): JSX.Element {
  const open = useMemo(() => openPage(store, id), [store, id]);
  useEffect(() => () => open.close(), [open]);
  useEffect(() => void wantPeople(store, [from.author, to.author]), [from.author, to.author]);
  const { rows, changes } = useMemo(() => compareRows(reply.hunks), [reply]);
  const [isBeside, setBeside] = useState(remembered("compare") === "sides");
  const view = open.shown.value?.view;
  const page = pageOf(store, id).value ?? view?.page;
  const newest = page?.revision ?? to.number;
  const canRestore = view?.mayWrite === true && !view.inTrash && from.number < newest;
  const jump = useJumps(changes);
  const look = () => {
    setBeside(!isBeside);
    remember("compare", isBeside ? null : "sides");
  };
  const names = { before: t("history.version", { number: Number(from.number) }), after: t("history.version", { number: Number(to.number) }) };
  const shown = { rows, language: page?.language ?? "", names };
  return (
    <>
      {/* Two fixed versions differ in what they differ in. */}
      {isToNewest && <Stale store={store} />}
      <dl class="compare-ends">
        <End label={t("history.from")} store={store} id={id} mark={from}>
          {canRestore && <Button onClick={() => void bringBack(id, from.number, newest)}>{t("history.restore")}</Button>}
        </End>
        <End label={t("history.to")} store={store} id={id} mark={to}>
          {to.number === newest && <span class="history-mark">{t("history.newest")}</span>}
        </End>
      </dl>
      <nav class="history-ways" aria-label={t("history.neighbours")}>
        {from.number > 1n && (
          <Link to={pageComparePath(id, from.number - 1n, from.number)} look="quiet" icon="history">
            {t("history.older")}
          </Link>
        )}
        {to.number < newest && (
          <Link to={pageComparePath(id, to.number, to.number + 1n)} look="quiet" icon="chevronEnd">
            {t("history.newer")}
          </Link>
        )}
      </nav>
      {changes === 0 ? (
        <p>{t("history.same")}</p>
      ) : (
        <>
          <div class="compare-bar">
            <span class="compare-count">{t("history.counts", { added: reply.addedLines, removed: reply.removedLines })}</span>
            <Button tone="quiet" icon="chevronDown" onClick={() => jump(1)}>
              {t("history.next")}
            </Button>
            <Button tone="quiet" onClick={() => jump(-1)}>
              {t("history.previous")}
            </Button>
            <span class="compare-look">
              <Button aria-pressed={isBeside} onClick={look}>
                {t("history.sides")}
              </Button>
            </span>
          </div>
          <div class={isBeside ? "compare-wide" : "compare-narrow"}>
            {isBeside && <SideBySide {...shown} />}
            <OneText {...shown} />
          </div>
          {reply.isCut && <Banner icon="info">{t("history.cut")}</Banner>}
        </>
      )}
    </>
  );
}

function End({ label, store, id, mark, children }: { label: string; store: Store; id: string; mark: RevisionMark; children: ComponentChild }): JSX.Element {
  const version = <Link to={pageRevisionPath(id, mark.number)}>{t("history.version", { number: Number(mark.number) })}</Link>;
  return (
    <div class="compare-end">
      <dt>{label}</dt>
      <dd>
        {version}
        <span class="history-quiet">{tRich("history.by", { name: <Who store={store} id={mark.author} />, when: <RelativeTime at={mark.createdAtMs} /> })}</span>
        {children}
      </dd>
    </div>
  );
}

// To the next change and back, around the ends; focus goes along.
function useJumps(changes: number): (by: 1 | -1) => void {
  const at = useRef(-1);
  useEffect(() => void (at.current = -1), [changes]);
  const jump = useCallback(
    (by: 1 | -1) => {
      if (changes === 0) return;
      at.current = at.current < 0 && by < 0 ? changes - 1 : (at.current + by + changes) % changes;
      // Of the two looks only one is shown.
      const found = [...document.querySelectorAll<HTMLElement>(`[data-change="${changeId(at.current)}"]`)].find((each) => each.offsetParent !== null);
      found?.focus({ preventScroll: true });
      found?.scrollIntoView({ block: "center" });
    },
    [changes],
  );
  useShortcut("n", "history.next", useCallback(() => jump(1), [jump]));
  useShortcut("p", "history.previous", useCallback(() => jump(-1), [jump]));
  return jump;
}
