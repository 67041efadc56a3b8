// SPDX-License-Identifier: GPL-3.0-or-later
// Below an empty box: where the person was lately, and what can be typed.
import { useComputed } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useId, useMemo } from "preact/hooks";
import { t } from "../../i18n";
import { findable } from "../../store/findable";
import { wantHeldPages } from "../../store/pages";
import { nameOf } from "../../store/people";
import { caresForSearch } from "../../store/search_care";
import type { Store } from "../../store/store";
import { Link } from "../../ui/link";
import { modName } from "../../ui/shortcuts";
import { placesIn } from "./entries";
import { find, Folds, makeIndex } from "./finding";
import { Places } from "./on_device";
import { visited } from "./recent";

const lateMax = 6;
const examples = [
  { typed: "search.help.phrase", means: "search.help.phraseMeans" },
  { typed: "search.help.minus", means: "search.help.minusMeans" },
  { typed: "search.help.from", means: "search.help.fromMeans" },
  { typed: "search.help.kind", means: "search.help.kindMeans" },
  { typed: "search.help.after", means: "search.help.afterMeans" },
  { typed: "search.help.is", means: "search.help.isMeans" },
] as const;

export function BeforeSearch({ store }: { store: Store }): JSX.Element {
  const [late, help] = [useId(), useId()];
  const folds = useMemo(() => new Folds(), []);
  const paths = visited(store.me).value.paths;
  const places = useComputed(() => makeIndex(placesIn(findable(store).value, (person) => nameOf(store, person).value, visited(store.me).value.paths), folds));
  useEffect(() => void wantHeldPages(store).catch(() => undefined), []);
  const lately = find(places.value, "", lateMax).filter(({ to }) => paths.includes(to));
  return (
    <div class="search-before">
      {lately.length > 0 && (
        <section aria-labelledby={late}>
          <h2 id={late}>{t("search.lately")}</h2>
          <Places entries={lately} labelledBy={late} />
        </section>
      )}
      <section aria-labelledby={help}>
        <h2 id={help}>{t("search.help")}</h2>
        <dl class="search-help">
          {examples.map(({ typed, means }) => (
            <div key={typed}>
              <dt>
                <code>{t(typed)}</code>
              </dt>
              <dd>{t(means)}</dd>
            </div>
          ))}
        </dl>
        <p class="search-quiet search-keys">{t("search.help.palette", { keys: `${modName}+K` })}</p>
        {caresForSearch(store).value && (
          <p>
            <Link to="/search/care">{t("search.care.title")}</Link>
          </p>
        )}
      </section>
    </div>
  );
}
