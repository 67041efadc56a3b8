// SPDX-License-Identifier: GPL-3.0-or-later
// A community on its way into another: how far it is, for everybody in it.
import type { JSX } from "preact";
import { useId } from "preact/hooks";
import { t } from "../../i18n";
import type { Store } from "../../store/store";
import { Banner } from "../../ui/banner";
import { type Shown, shown } from "./selectors";

export function MergeProgress({ store, of }: { store: Store; of: Shown }): JSX.Element | null {
  const id = useId();
  const { merge } = of;
  const into = shown(store, merge?.into ?? "").value;
  if (!merge) return null;
  return (
    <Banner icon="communities">
      <p id={id}>{into ? t("communities.mergingInto", { into: into.name }) : t("communities.merging")}</p>
      <progress class="merge-progress" aria-labelledby={id} value={merge.done} max={Math.max(merge.total, 1)} />
      <p class="field-hint">{t("communities.mergingCount", { done: merge.done, count: merge.total })}</p>
    </Banner>
  );
}
