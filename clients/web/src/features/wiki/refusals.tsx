// SPDX-License-Identifier: GPL-3.0-or-later
// What somebody did with a page as a whole and the server would not do.
import type { JSX } from "preact";
import { t } from "../../i18n";
import type { Page } from "../../store/pages";
import type { Store } from "../../store/store";
import { Banner } from "../../ui/banner";
import { Button } from "../../ui/button";
import { refusalWords } from "../../ui/refusal_words";

export function Refusals({ store, page }: { store: Store; page: Page }): JSX.Element | null {
  const refused = store.commandsAbout(page.id).value.flatMap((command) => {
    const what = command.state === "refused" ? /\/(Move|Trash|Restore)Page$/.exec(command.method)?.[1] : undefined;
    return what ? [{ n: command.n, what, why: refusalWords(command.refused) }] : [];
  });
  if (refused.length === 0) return null;
  return (
    <>
      {refused.map(({ n, what, why }) => (
        <Banner key={n} tone="danger" actions={<Button onClick={() => void store.discard(n)}>{t("wiki.refused.drop")}</Button>}>
          {what === "Move" ? t("wiki.refused.move", { why }) : what === "Trash" ? t("wiki.refused.trash", { why }) : t("wiki.refused.restore", { why })}
        </Banner>
      ))}
    </>
  );
}
