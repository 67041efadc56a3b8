// SPDX-License-Identifier: GPL-3.0-or-later
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { t, tRich } from "../../i18n";
import { restorePage } from "../../store/page_acts";
import type { Page } from "../../store/pages";
import { nameOf, wantPeople } from "../../store/people";
import type { Store } from "../../store/store";
import { Banner } from "../../ui/banner";
import { Button } from "../../ui/button";
import { nameOr } from "../../ui/names";
import { RelativeTime } from "../../ui/relative_time";
import { acting } from "./acting";

export function InTrash({ store, page, mayWrite }: { store: Store; page: Page; mayWrite: boolean }): JSX.Element {
  const { trashedAtMs, trashedBy } = page;
  useEffect(() => void wantPeople(store, [trashedBy]), [trashedBy]);
  const isItself = trashedAtMs !== 0n;
  const when = <RelativeTime at={trashedAtMs} />;
  const restore = mayWrite && isItself && <Button onClick={() => void acting(restorePage(store, page.id))}>{t("wiki.restore")}</Button>;
  return (
    <Banner tone="warn" icon="trash" actions={restore}>
      {!isItself ? t("wiki.inTrash.above") : trashedBy ? tRich("wiki.inTrash.by", { name: nameOr(nameOf(store, trashedBy).value), when }) : t("wiki.inTrash")}
    </Banner>
  );
}
