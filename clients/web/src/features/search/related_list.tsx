// SPDX-License-Identifier: GPL-3.0-or-later
import type { JSX } from "preact";
import { t } from "../../i18n";
import type { SearchHit } from "../../store/similar";
import type { Store } from "../../store/store";
import { Icon } from "../../ui/icon";
import { communityName, kindWord, pathOfHit, titleOf } from "./hit_words";

interface ListProps {
  readonly store: Store;
  readonly hits: readonly SearchHit[];
  // In a tab of its own, where somebody is writing in this one.
  readonly opensApart?: boolean;
}

export function RelatedList({ store, hits, opensApart = false }: ListProps): JSX.Element {
  return (
    <ul class="related-list">
      {hits.map((hit) => (
        <li key={hit.id}>
          <Icon name={kindWord(hit).icon} />
          <span class="related-words">
            <a href={pathOfHit(hit)} lang={hit.language || undefined} dir="auto" {...(opensApart ? { target: "_blank", rel: "noopener" } : {})}>
              <span class="unseen">{t(kindWord(hit).word)}: </span>
              {titleOf(store, hit)}
            </a>
            <span class="related-facts">{[communityName(store, hit.community), hit.resolved && t("search.mark.resolved")].filter(Boolean).join(" · ")}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
