// SPDX-License-Identifier: GPL-3.0-or-later
// In the settings: a community goes to another one that the person looks after, too.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { t } from "../../i18n";
import type { Store } from "../../store/store";
import { Button } from "../../ui/button";
import { MergeDialog } from "./merge_dialog";
import type { Shown } from "./selectors";

export function MergePart({ store, of }: { store: Store; of: Shown }): JSX.Element {
  const [isOpen, setOpen] = useState(false);
  const { isLive } = store.status.value;
  return (
    <section class="community-part" aria-labelledby="merge">
      <h2 id="merge">{t("communities.merge")}</h2>
      <p class="field-hint">{t("communities.mergeText")}</p>
      <div>
        <Button icon="communities" aria-disabled={isLive ? undefined : "true"} aria-describedby={isLive ? undefined : "merge-offline"} onClick={() => isLive && setOpen(true)}>
          {t("communities.mergeIt")}
        </Button>
      </div>
      {!isLive && (
        <p id="merge-offline" class="field-hint">
          {t("communities.mergeOffline")}
        </p>
      )}
      {isOpen && <MergeDialog store={store} of={of} onClose={() => setOpen(false)} />}
    </section>
  );
}
