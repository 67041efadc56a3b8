// SPDX-License-Identifier: GPL-3.0-or-later
// All versions of a page, the newest first; two of them can be compared.
import type { JSX } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import { t } from "../../i18n";
import type { ViewProps } from "../../router/feature";
import { navigate } from "../../router/location";
import { pageComparePath } from "../../router/places";
import { withStore } from "../../store/current";
import { revisions } from "../../store/page_history";
import { openPage } from "../../store/page_views";
import { page as pageOf } from "../../store/pages";
import { wantPeople } from "../../store/people";
import type { Store } from "../../store/store";
import { Button } from "../../ui/button";
import { HistoryFrame, NotYet, Stale, Who } from "./frame";
import { RevisionRow } from "./revision_row";

export default withStore(HistoryView);

const namedMax = 20;

function HistoryView({ store, params }: ViewProps & { store: Store }): JSX.Element {
  const id = params["page"] ?? "";
  // Says who wrote in it, and whether one may bring a version back.
  const open = useMemo(() => openPage(store, id), [store, id]);
  useEffect(() => () => open.close(), [open]);
  const view = open.shown.value?.view;
  const newest = pageOf(store, id).value?.revision ?? view?.page?.revision ?? 0n;
  const { isLive } = store.status.value;
  const list = revisions(store, id);
  const { state, rows, next } = list.now.value;
  useEffect(() => {
    if (isLive) void list.want();
  }, [id, isLive, newest]);
  const people = view?.contributors ?? [];
  useEffect(() => void wantPeople(store, [...people, ...rows.map(({ author }) => author)]), [people.join(), rows.length]);

  const [chosen, setChosen] = useState<readonly bigint[]>([]);
  // Of three, the one chosen first goes.
  const choose = (number: bigint, isOn: boolean) => setChosen(isOn ? [...chosen, number].slice(-2) : chosen.filter((other) => other !== number));
  const [one, two] = chosen;
  const canCompare = one !== undefined && two !== undefined;
  const compare = () => canCompare && navigate(pageComparePath(id, one < two ? one : two, one < two ? two : one));
  const mayRestore = (view?.mayWrite ?? false) && !(view?.inTrash ?? false);
  return (
    <HistoryFrame store={store} id={id} title={t("history.title")} lead={t("history.lead")}>
      {rows.length === 0 ? (
        <NotYet store={store} state={state} again={() => void list.want()} />
      ) : (
        <>
          <Stale store={store} />
          {people.length > 0 && (
            <p class="history-people">
              <span>{t("history.contributors")}</span>
              {people.slice(0, namedMax).map((person) => (
                <Who key={person} store={store} id={person} />
              ))}
              {people.length > namedMax && <span>{t("history.contributorsMore", { count: people.length - namedMax })}</span>}
            </p>
          )}
          <div class="history-choosing">
            <Button aria-disabled={canCompare ? undefined : "true"} tone={canCompare ? "primary" : "plain"} onClick={compare}>
              {t("history.compareChosen")}
            </Button>
            <span class="history-quiet" role="status">
              {t("history.chosen", { count: chosen.length })}
            </span>
          </div>
          <ol class="history-list" reversed start={Number(rows[0]?.number ?? 1n)}>
            {rows.map((revision, index) => (
              <RevisionRow
                key={`${revision.number}`}
                store={store}
                revision={revision}
                before={rows[index + 1]}
                newest={newest}
                isChosen={chosen.includes(revision.number)}
                mayRestore={mayRestore}
                onChoose={(isOn) => choose(revision.number, isOn)}
              />
            ))}
          </ol>
          {next && (
            <div>
              <Button onClick={() => void list.more()}>{t("history.more")}</Button>
            </div>
          )}
        </>
      )}
    </HistoryFrame>
  );
}
