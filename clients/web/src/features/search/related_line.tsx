// SPDX-License-Identifier: GPL-3.0-or-later
// In the line above a thread, whose messages fill what is below: what else there is about the same, behind a
// button, and whether it helped.
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { t } from "../../i18n";
import type { RelatedProps } from "../../router/feature";
import { withStore } from "../../store/current";
import { similar, wantSimilar } from "../../store/similar";
import type { Store } from "../../store/store";
import { Disclosure } from "../../ui/disclosure";
import { HelpedButton } from "./helped_button";
import { RelatedList } from "./related_list";

export default withStore(RelatedLine);

function RelatedLine({ store, root, title }: RelatedProps & { store: Store }): JSX.Element {
  const hits = similar(store, root).value;
  const { isLive } = store.status.value;
  useEffect(() => {
    if (isLive) void wantSimilar(store, root);
  }, [root, isLive]);
  return (
    <>
      {hits.length > 0 && (
        <Disclosure icon="list" label={t("search.related.count", { count: hits.length })}>
          {() => (
            <div class="related">
              <RelatedList store={store} hits={hits} />
              <p class="related-narrow">
                <HelpedButton store={store} id={root} title={title} />
              </p>
            </div>
          )}
        </Disclosure>
      )}
      {/* On a phone it would be a line of its own: there it stands behind the button, if there is one. */}
      <span class={hits.length > 0 ? "related-wide" : undefined}>
        <HelpedButton store={store} id={root} title={title} />
      </span>
    </>
  );
}
