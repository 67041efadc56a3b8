// SPDX-License-Identifier: GPL-3.0-or-later
// What stands in the place of a list that has nothing in it, or is not here.
import type { JSX } from "preact";
import { t } from "../../i18n";
import type { AskedList } from "../../store/page_lists";
import { Button } from "../../ui/button";
import { EmptyState, Skeleton } from "../../ui/placeholders";

export function NoRows<Item>({ list, title, text }: { list: AskedList<Item>; title: string; text: string }): JSX.Element {
  const { state } = list.now.value;
  if (state === "loading") return <Skeleton lines={4} />;
  if (state === "here") {
    return (
      <EmptyState icon="check" title={title}>
        {text}
      </EmptyState>
    );
  }
  return (
    <EmptyState icon="offline" title={t("search.care.offline")} action={<Button onClick={() => void list.want()}>{t("search.again")}</Button>}>
      {t("search.care.offlineText")}
    </EmptyState>
  );
}
