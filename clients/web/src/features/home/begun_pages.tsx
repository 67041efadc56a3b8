// SPDX-License-Identifier: GPL-3.0-or-later
// Pages that one has written in and not saved; and saves that met somebody else's change and wait for a choice.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { t } from "../../i18n";
import { editPagePath } from "../../router/places";
import { begunPages } from "../../store/begun_pages";
import { excerptOf } from "../../store/excerpt";
import { page } from "../../store/pages";
import { saves } from "../../store/page_saving";
import type { Store } from "../../store/store";
import { Icon } from "../../ui/icon";
import { RelativeTime } from "../../ui/relative_time";
import { Row, Rows } from "../../ui/row";
import { Section } from "./section";

export function Conflicts({ store }: { store: Store }): JSX.Element | null {
  const waiting = saves(store).value.filter(({ state }) => state === "conflict");
  if (waiting.length === 0) return null;
  return (
    <Section title={t("home.conflicts")} lead={t("home.conflicts.lead")}>
      <Rows label={t("home.conflicts")}>
        {waiting.map(({ n, page: id, reply, atMs }) => (
          <Row
            key={n}
            to={editPagePath(id)}
            title={page(store, id).value?.title ?? reply?.page?.title ?? t("home.begun.untitled")}
            lead={<Icon name="warning" />}
            meta={<RelativeTime at={atMs} />}
          />
        ))}
      </Rows>
    </Section>
  );
}

export function BegunPages({ store }: { store: Store }): JSX.Element | null {
  // Nobody writes in one while this page is looked at.
  const [begun] = useState(() => begunPages(store));
  if (begun.length === 0) return null;
  return (
    <Section title={t("home.begun")} lead={t("home.begun.lead")}>
      <Rows label={t("home.begun")}>
        {begun.map(({ key, page: id, query, title, text, atMs }) => (
          <Row
            key={key}
            to={id ? editPagePath(id) : `/write${query ? `?${query}` : ""}`}
            title={title || page(store, id).value?.title || t("home.begun.untitled")}
            lead={<Icon name="page" />}
            text={excerptOf(text)}
            meta={<RelativeTime at={atMs} />}
          />
        ))}
      </Rows>
    </Section>
  );
}
