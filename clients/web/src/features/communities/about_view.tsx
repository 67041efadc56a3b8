// SPDX-License-Identifier: GPL-3.0-or-later
// What a community says of itself, and who looks after it.
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { formatDateTime, t } from "../../i18n";
import type { ViewProps } from "../../router/feature";
import { personPath } from "../../router/places";
import { withStore } from "../../store/current";
import { members } from "../../store/communities";
import { nameOf, wantPeople } from "../../store/people";
import type { Store } from "../../store/store";
import { Avatar } from "../../ui/avatar";
import { Icon } from "../../ui/icon";
import { nameOr } from "../../ui/names";
import { Row, Rows } from "../../ui/row";
import { tongueNames } from "../../ui/tongues";
import { CommunityFrame } from "./community_frame";
import { opennessText } from "./openness_choice";
import type { Shown } from "./selectors";
import { opennessWord } from "./words";

function AboutView({ store, params }: ViewProps & { store: Store }): JSX.Element {
  return (
    <CommunityFrame store={store} id={params["community"] ?? ""} part={t("communities.tab.about")}>
      {(community) => <About store={store} of={community} />}
    </CommunityFrame>
  );
}

function About({ store, of }: { store: Store; of: Shown }): JSX.Element {
  const held = members(store, of.id).value.filter(({ steward }) => steward);
  // The listing names ten; members that are held may know of more, and of those of a private one.
  const stewards = [...new Set([...of.stewards, ...held.map(({ person }) => person)])];
  const openness = opennessWord(of.openness);
  const people = [...stewards, of.createdBy].filter(Boolean);
  useEffect(() => void wantPeople(store, people), [people.join()]);
  return (
    <div class="stack">
      <dl class="community-about">
        <div>
          <dt>{t("communities.purpose")}</dt>
          <dd class="community-purpose">{of.purpose || t("communities.noPurpose")}</dd>
        </div>
        {of.theme && (
          <div>
            <dt>{t("communities.theme")}</dt>
            <dd>{of.theme}</dd>
          </div>
        )}
        {of.rhythm && (
          <div>
            <dt>{t("communities.rhythm")}</dt>
            <dd dir="auto">{of.rhythm}</dd>
          </div>
        )}
        <div>
          <dt>{t("communities.openness")}</dt>
          <dd>
            <span class="with-icon">
              <Icon name={openness.icon} />
              {t(openness.word)}
            </span>
            <p class="field-hint">{t(opennessText(of.openness))}</p>
          </dd>
        </div>
        {of.languages.length > 0 && (
          <div>
            <dt>{t("communities.languages")}</dt>
            <dd>{tongueNames(of.languages)}</dd>
          </div>
        )}
        {of.createdAtMs > 0 && (
          <div>
            <dt>{t("communities.created")}</dt>
            <dd>
              <time dateTime={new Date(of.createdAtMs).toISOString()}>{formatDateTime(of.createdAtMs)}</time>
              {of.createdBy && <p class="field-hint">{nameOr(nameOf(store, of.createdBy).value)}</p>}
            </dd>
          </div>
        )}
      </dl>
      <section class="stack-close" aria-labelledby="stewards">
        <h2 id="stewards">{t("communities.stewards")}</h2>
        <p class="field-hint">{t(stewards.length > 0 ? "communities.stewardsText" : "communities.noStewards")}</p>
        <Rows labelledBy="stewards">
          {stewards.map((id) => {
            const name = nameOr(nameOf(store, id).value);
            return <Row key={id} to={personPath(id)} title={name} lead={<Avatar id={id} name={name} />} />;
          })}
        </Rows>
      </section>
    </div>
  );
}

export default withStore(AboutView);
