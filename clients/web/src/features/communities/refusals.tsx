// SPDX-License-Identifier: GPL-3.0-or-later
// What the server has refused of what was done to a community, with its reason, until the person has
// tried again or let it go.
import type { JSX } from "preact";
import { t } from "../../i18n";
import type { Store } from "../../store/store";
import { Banner } from "../../ui/banner";
import { Button } from "../../ui/button";
import { refusalWords, type RefusalWords } from "../../ui/refusal_words";
import { acting } from "./acting";

// The reason that a person is most likely to meet, in their own language.
const wordsOf = (method: string): RefusalWords =>
  method.endsWith("/LeaveCommunity") ? { failed_precondition: "communities.onlySteward" } : {};

export function Refusals({ store, id }: { store: Store; id: string }): JSX.Element | null {
  const refused = store
    .commandsAbout(id)
    .value.filter(({ state, method }) => state === "refused" && method.includes("CommunityService/"));
  if (refused.length === 0) return null;
  return (
    <div class="stack">
      {refused.map((command) => (
        <Banner
          key={command.n}
          tone="danger"
          actions={
            <>
              <Button onClick={() => void acting(store.retry(command.n))}>{t("communities.again")}</Button>
              <Button tone="quiet" onClick={() => void acting(store.discard(command.n))}>
                {t("communities.letGo")}
              </Button>
            </>
          }
        >
          <p>
            {t("communities.refused")} {refusalWords(command.refused, wordsOf(command.method))}
          </p>
        </Banner>
      ))}
    </div>
  );
}
