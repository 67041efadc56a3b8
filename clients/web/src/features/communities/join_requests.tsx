// SPDX-License-Identifier: GPL-3.0-or-later
// Those who have asked to be let in, for the stewards.
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { t } from "../../i18n";
import { personPath } from "../../router/places";
import { answerJoinRequest, fetchJoinRequests, joinRequests, waitingToJoin } from "../../store/belonging";
import { nameOf, wantPeople } from "../../store/people";
import type { Store } from "../../store/store";
import { Avatar } from "../../ui/avatar";
import { Button } from "../../ui/button";
import { nameOr } from "../../ui/names";
import { RelativeTime } from "../../ui/relative_time";
import { Row, Rows } from "../../ui/row";
import { announce } from "../../ui/toast";
import { acting } from "./acting";
import type { Shown } from "./selectors";

export function JoinRequests({ store, of }: { store: Store; of: Shown }): JSX.Element | null {
  const requests = joinRequests(store, of.id).value;
  const { isLive } = store.status.value;
  // Somebody who asks, and another steward who answers, change it.
  const told = waitingToJoin(store, of.id).value;
  useEffect(() => {
    // Without a connection what was fetched before stays.
    if (isLive) fetchJoinRequests(store, of.id).catch(() => undefined);
  }, [of.id, isLive, told]);
  const people = requests?.map(({ person }) => person) ?? [];
  useEffect(() => void wantPeople(store, people), [people.join()]);
  if (!requests || requests.length === 0) return null;
  const answer = async (person: string, accept: boolean) => {
    if (!(await acting(answerJoinRequest(store, of.id, person, accept)))) return;
    const name = nameOr(nameOf(store, person).peek());
    announce(t(accept ? "communities.letIn" : "communities.declined", { name }));
    // The last one answered takes the whole section along; useKeptFocus() sees to that.
    document.getElementById("join-requests")?.focus();
  };
  return (
    <section class="join-requests" aria-labelledby="join-requests">
      <h2 id="join-requests" tabIndex={-1}>
        {t("communities.requests", { count: requests.length })}
      </h2>
      <Rows labelledBy="join-requests">
        {requests.map(({ person, note, createdAtMs }) => {
          const name = nameOr(nameOf(store, person).value);
          return (
            <Row
              key={person}
              to={personPath(person)}
              title={name}
              lead={<Avatar id={person} name={name} />}
              text={note}
              meta={<RelativeTime at={createdAtMs} />}
              actions={
                <span class="join-answers">
                  <Button
                    tone="primary"
                    aria-label={t("communities.acceptNamed", { name })}
                    onClick={() => void answer(person, true)}
                  >
                    {t("communities.accept")}
                  </Button>
                  <Button
                    aria-label={t("communities.declineNamed", { name })}
                    onClick={() => void answer(person, false)}
                  >
                    {t("communities.decline")}
                  </Button>
                </span>
              }
            />
          );
        })}
      </Rows>
    </section>
  );
}
