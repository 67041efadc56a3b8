// SPDX-License-Identifier: GPL-3.0-or-later
// Pages as rows, and what stands in the place of a list that is not there.
import type { ComponentChild, JSX } from "preact";
import { t } from "../../i18n";
import { pagePath } from "../../router/places";
import type { AskedList, RecentPage } from "../../store/page_lists";
import type { Page } from "../../store/pages";
import { nameOf } from "../../store/people";
import type { Store } from "../../store/store";
import { Banner } from "../../ui/banner";
import { Button } from "../../ui/button";
import { Icon } from "../../ui/icon";
import { nameOr } from "../../ui/names";
import { EmptyState, Skeleton } from "../../ui/placeholders";
import { RelativeTime } from "../../ui/relative_time";
import { Row, Rows } from "../../ui/row";
import { tRich } from "../../i18n";
import { placeName } from "./places";

interface RowProps {
  readonly store: Store;
  readonly page: Page;
  // Its place is said where the list is of several.
  readonly showsPlace?: boolean;
}

export function PageRow({ store, page, showsPlace = false, summary = "" }: RowProps & { summary?: string }): JSX.Element {
  const name = nameOr(nameOf(store, page.revisedBy || page.author).value);
  return (
    <Row
      to={pagePath(page.id)}
      title={<span lang={page.language || undefined}>{page.title}</span>}
      lead={<Icon name="page" />}
      text={summary || undefined}
      meta={
        <span class="page-meta">
          {showsPlace && <span>{placeName(store, page.community)}</span>}
          <span>{tRich("wiki.recent.by", { name, when: <RelativeTime at={page.revisedAtMs} /> })}</span>
        </span>
      }
    />
  );
}

export function RecentRows({ store, rows, label, showsPlace = false }: { store: Store; rows: readonly RecentPage[]; label: string; showsPlace?: boolean }): JSX.Element {
  return (
    <Rows label={label}>
      {rows.map(({ page, summary }) => (
        <PageRow key={page.id} store={store} page={page} summary={summary} showsPlace={showsPlace} />
      ))}
    </Rows>
  );
}

interface AskedProps<Item> {
  readonly list: AskedList<Item>;
  // Drawn while there is something.
  readonly children: (rows: readonly Item[]) => ComponentChild;
  readonly empty: ComponentChild;
  // For those who may not see the list.
  readonly closed?: ComponentChild;
}

// A list that the server makes, in every state it can be in.
export function Asked<Item>({ list, children, empty, closed }: AskedProps<Item>): JSX.Element {
  const { state, rows, next } = list.now.value;
  const again = <Button onClick={() => void list.want()}>{t("wiki.again")}</Button>;
  if (rows.length === 0) {
    if (state === "loading") return <Skeleton lines={5} />;
    if (state === "absent") return <>{closed ?? empty}</>;
    if (state === "here") return <>{empty}</>;
    return (
      <EmptyState icon="offline" title={t("wiki.unreachable.title")} action={again}>
        {t("wiki.unreachable.text")}
      </EmptyState>
    );
  }
  return (
    <div class="stack">
      {state === "unreachable" && (
        <Banner icon="offline" actions={again}>
          {t("wiki.offlinePart")}
        </Banner>
      )}
      {children(rows)}
      {next && (
        <div>
          <Button onClick={() => void list.more()}>{t("wiki.more")}</Button>
        </div>
      )}
    </div>
  );
}
