// SPDX-License-Identifier: GPL-3.0-or-later
// Nobody has written about it yet: whoever needs it can ask, wish for a page, or write it.
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { t } from "../../i18n";
import { askPath, writePath } from "../../router/places";
import type { Found } from "../../store/search";
import type { Store } from "../../store/store";
import { Icon } from "../../ui/icon";
import { Link } from "../../ui/link";
import { Select } from "../../ui/select";
import { searchPath, without } from "./editing";
import { ownPlaces } from "./hit_words";
import { visited } from "./recent";

export function Nothing({ store, found }: { store: Store; found: Found }): JSX.Element {
  const places = ownPlaces(store);
  const chosen = useSignal("");
  const { conditions, question } = found;
  const words = found.words.trim() || without(question.query, conditions);
  const named = conditions.find(({ name, id }) => name === "in" && id)?.id;
  const place = [chosen.value, named, lately(store), places[0]?.id].find((id) => id && places.some((each) => each.id === id)) ?? "";
  const title = words.charAt(0).toLocaleUpperCase() + words.slice(1);
  const isNarrowed = conditions.some(({ unknown, name }) => !unknown && name !== "sort") || question.root !== "";
  return (
    <div class="search-nothing">
      <span class="empty-icon">
        <Icon name="search" />
      </span>
      <h2>{words ? t("search.nothing") : t("search.nothing.fits")}</h2>
      {isNarrowed && words && (
        <p>
          <Link to={searchPath({ query: words })}>{t("search.nothing.wider", { words })}</Link>
        </p>
      )}
      {words && (
        <>
          <p>{t("search.nothing.text")}</p>
          {places.length > 1 && (
            <div class="search-nothing-place">
              <Select
                label={t("search.nothing.place")}
                value={place}
                choices={places.map(({ id, name }) => ({ value: id, label: name }))}
                onChange={(id) => (chosen.value = id)}
              />
            </div>
          )}
          <div class="search-nothing-acts">
            {place && (
              <>
                <Link to={askPath(place, title)} look="primary" icon="question">
                  {t("search.nothing.ask")}
                </Link>
                <Link to={askPath(place, t("search.nothing.pageTitle", { words }))} look="button" icon="page">
                  {t("search.nothing.wish")}
                </Link>
              </>
            )}
            <Link to={writePath({ community: place, title })} look={place ? "quiet" : "primary"} icon="edit">
              {t("search.nothing.write")}
            </Link>
          </div>
        </>
      )}
    </div>
  );
}

// The community where the person was last.
function lately(store: Store): string | undefined {
  return visited(store.me)
    .value.paths.find((path) => path.startsWith("/communities/"))
    ?.split("/")[2];
}
