// SPDX-License-Identifier: GPL-3.0-or-later
// At the end of a page: what else there is about the same, and whether it helped.
import type { JSX } from "preact";
import { useEffect, useId } from "preact/hooks";
import { t } from "../../i18n";
import type { RelatedProps } from "../../router/feature";
import { withStore } from "../../store/current";
import { similar, wantSimilar } from "../../store/similar";
import type { Store } from "../../store/store";
import { HelpedButton } from "./helped_button";
import { RelatedList } from "./related_list";

export default withStore(Related);

function Related({ store, root, title }: RelatedProps & { store: Store }): JSX.Element {
  const id = useId();
  const hits = similar(store, root).value;
  const { isLive } = store.status.value;
  useEffect(() => {
    if (isLive) void wantSimilar(store, root);
  }, [root, isLive]);
  return (
    <>
      {hits.length > 0 && (
        <section class="related" aria-labelledby={id}>
          <h2 id={id} class="related-label">
            {t("search.related")}
          </h2>
          <RelatedList store={store} hits={hits} />
        </section>
      )}
      <div class="related-helped">
        <HelpedButton store={store} id={root} title={title} />
      </div>
    </>
  );
}
