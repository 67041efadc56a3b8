// SPDX-License-Identifier: GPL-3.0-or-later
// What the server knows by a name that goes on like this: asked at each pause, and told with the words it was
// asked for, so that what comes late is never taken for an answer to what stands there now.
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { SearchHit } from "../../store/similar";
import { suggest } from "../../store/similar";
import type { Store } from "../../store/store";

const pauseMs = 80;
const wantedMax = 8;
const none: readonly SearchHit[] = [];

export function useSuggested(store: Store, typed: string): readonly SearchHit[] {
  const told = useSignal<{ readonly typed: string; readonly hits: readonly SearchHit[] }>({ typed: "", hits: none });
  const words = typed.trim();
  const { isLive } = store.status.value;
  useEffect(() => {
    if (words === "" || !isLive) return;
    let isWanted = true;
    const timer = setTimeout(() => {
      suggest(store, words, wantedMax).then(
        (hits) => isWanted && (told.value = { typed: words, hits }),
        () => undefined,
      );
    }, pauseMs);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [words, isLive]);
  return told.value.typed === words ? told.value.hits : none;
}
