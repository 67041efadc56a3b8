// SPDX-License-Identifier: GPL-3.0-or-later
// While somebody gives a thread or page its title: what is there already. It stands below the field and takes
// nobody's keys.
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useId } from "preact/hooks";
import { t } from "../../i18n";
import type { AskedBeforeProps } from "../../router/feature";
import { withStore } from "../../store/current";
import { type SearchHit, similarTo } from "../../store/similar";
import type { Store } from "../../store/store";
import { announce } from "../../ui/toast";
import { RelatedList } from "./related_list";

export default withStore(AskedBefore);

const pauseMs = 600;
const titleMin = 4;
const textMax = 2_000;

function AskedBefore({ store, title, text }: AskedBeforeProps & { store: Store }): JSX.Element | null {
  const id = useId();
  const hits = useSignal<readonly SearchHit[]>([]);
  const words = title.trim();
  const { isLive } = store.status.value;
  useEffect(() => {
    if (words.length < titleMin) {
      hits.value = [];
      return;
    }
    if (!isLive) return;
    let isWanted = true;
    const timer = setTimeout(() => {
      similarTo(store, words, text.slice(0, textMax)).then(
        (found) => isWanted && (hits.value = found),
        () => undefined,
      );
    }, pauseMs);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
    // The text goes along as it is when the title changes; each key in it would ask again for little.
  }, [words, isLive]);
  const isShown = hits.value.length > 0;
  useEffect(() => {
    if (isShown) announce(t("search.askedBefore"));
  }, [isShown]);
  if (!isShown) return null;
  return (
    <section class="asked-before" aria-labelledby={id}>
      <h2 id={id} class="related-label">
        {t("search.askedBefore")}
      </h2>
      <RelatedList store={store} hits={hits.value} opensApart />
    </section>
  );
}
