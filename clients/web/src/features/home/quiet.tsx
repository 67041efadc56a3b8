// SPDX-License-Identifier: GPL-3.0-or-later
// When all is read, or nothing has begun yet: something to look at.
import type { JSX } from "preact";
import { t } from "../../i18n";
import { communityPath } from "../../router/places";
import { listings, myCommunities } from "../../store/communities";
import { me } from "../../store/people";
import type { Store } from "../../store/store";
import { Icon } from "../../ui/icon";
import { Link } from "../../ui/link";
import { EmptyState } from "../../ui/placeholders";
import { Row, Rows } from "../../ui/row";
import { around } from "./around";
import { Section } from "./section";

export function Quiet({ store }: { store: Store }): JSX.Element {
  const mine = myCommunities(store).value;
  const isNew = mine.length === 0;
  return (
    <>
      <EmptyState
        icon="cup"
        title={isNew ? t("home.first.title") : t("home.allRead.title")}
        action={
          isNew ? (
            <Link to="/communities" look="primary" icon="communities">
              {t("home.first.action")}
            </Link>
          ) : undefined
        }
      >
        {isNew ? t("home.first.text") : t("home.allRead.text")}
      </EmptyState>
      <Around store={store} mine={new Set(mine.map(({ id }) => id))} />
    </>
  );
}

function Around({ store, mine }: { store: Store; mine: ReadonlySet<string> }): JSX.Element | null {
  const reads = me(store).value?.languages ?? [];
  const shown = around(listings(store).value, mine, reads, Math.floor(Date.now() / 86_400_000));
  if (shown.length === 0) return null;
  return (
    <Section title={t("home.around")}>
      <Rows label={t("home.around")}>
        {shown.map(({ community, name, purpose, memberCount }) => (
          <Row
            key={community}
            to={communityPath(community)}
            title={name}
            lead={<Icon name="communities" />}
            text={purpose}
            meta={memberCount > 0 ? t("home.people", { count: memberCount }) : undefined}
          />
        ))}
      </Rows>
    </Section>
  );
}
