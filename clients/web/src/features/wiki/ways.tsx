// SPDX-License-Identifier: GPL-3.0-or-later
// The ways through a wiki, of one place or of all.
import type { JSX } from "preact";
import { t } from "../../i18n";
import { Link } from "../../ui/link";
import { type PlaceName, placeQuery } from "./tag_path";

export function Ways({ place, hasTrash }: { place: PlaceName; hasTrash: boolean }): JSX.Element {
  const query = placeQuery(place);
  return (
    <ul class="wiki-ways">
      <li>
        <Link to={`/wiki/recent${query}`} icon="clock">
          {t("wiki.recent")}
        </Link>
      </li>
      <li>
        <Link to={`/wiki/tags${query}`} icon="tag">
          {t("wiki.tagsTitle")}
        </Link>
      </li>
      <li>
        <Link to={`/wiki/wanted${query}`} icon="question">
          {t("wiki.wanted")}
        </Link>
      </li>
      {hasTrash && (
        <li>
          <Link to={`/wiki/trash${query}`} icon="trash">
            {t("wiki.trash")}
          </Link>
        </li>
      )}
    </ul>
  );
}
