// SPDX-License-Identifier: GPL-3.0-or-later
// A community on its way into another: how far it is, for everybody in either.
import type { JSX } from "preact";
import { useId } from "preact/hooks";
import { t } from "../../i18n";
import { comingHere } from "../../store/present";
import type { Store } from "../../store/store";
import { Banner } from "../../ui/banner";
import { type Shown, shown } from "./selectors";

export function MergeProgress({ store, of }: { store: Store; of: Shown }): JSX.Element {
  const { merge } = of;
  const into = shown(store, merge?.into ?? "").value;
  return (
    <>
      {merge && <Progress words={into ? t("communities.mergingInto", { into: into.name }) : t("communities.merging")} {...merge} />}
      {comingHere(store, of.id).value.map(({ id, name, merge: own }) => (
        <Progress key={id} words={t("communities.mergingHere", { name })} done={Number(own?.done ?? 0)} total={Number(own?.total ?? 0)} />
      ))}
    </>
  );
}

function Progress({ words, done, total }: { words: string; done: number; total: number }): JSX.Element {
  const id = useId();
  return (
    <Banner icon="communities">
      <p id={id}>{words}</p>
      <progress class="merge-progress" aria-labelledby={id} value={done} max={Math.max(total, 1)} />
      <p class="field-hint">{t("communities.mergingCount", { done, count: total })}</p>
    </Banner>
  );
}
