// SPDX-License-Identifier: GPL-3.0-or-later
// The ways to begin a page in a place.
import type { JSX } from "preact";
import { t } from "../../i18n";
import { writePath } from "../../router/places";
import { Link } from "../../ui/link";

export const lessonTemplate = "lesson-learned";

export function BeginLinks({ community }: { community: string }): JSX.Element {
  return (
    <div class="wiki-begin">
      <Link to={writePath({ community })} look="primary" icon="add">
        {t("wiki.newPage")}
      </Link>
      <Link to={writePath({ community, template: lessonTemplate })} look="button" icon="bookmark">
        {t("wiki.lesson")}
      </Link>
    </div>
  );
}
