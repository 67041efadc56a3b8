// SPDX-License-Identifier: GPL-3.0-or-later
// A comment on a passage: what it is about, what was said, and whether it is settled.
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { t, tRich } from "../../i18n";
import { pageTalkPath } from "../../router/places";
import { excerptOf } from "../../store/excerpt";
import { message as messageOf } from "../../store/messages";
import { type Passage, resolvePassage } from "../../store/passages";
import { wantPeople } from "../../store/people";
import type { Store } from "../../store/store";
import { Button } from "../../ui/button";
import { Link } from "../../ui/link";
import { RelativeTime } from "../../ui/relative_time";
import { acting } from "./acting";
import { quoteWords } from "./passage_words";
import { PersonLink } from "./person_link";

interface RowProps {
  readonly store: Store;
  readonly page: string;
  readonly passage: Passage;
  readonly canWrite: boolean;
  // Leads to it in the text; not of one that is settled.
  readonly onShow?: () => void;
}

const wordsMax = 400;

export function PassageRow({ store, page, passage, canWrite, onShow }: RowProps): JSX.Element {
  const { message, quote, orphaned, resolvedAtMs, resolvedBy } = passage;
  const said = messageOf(store, page, message).value;
  const isSettled = resolvedAtMs > 0n;
  useEffect(() => void wantPeople(store, [said?.author ?? "", resolvedBy]), [said?.author, resolvedBy]);
  return (
    <li class="passage">
      <blockquote class="passage-quote">
        {onShow && !orphaned ? (
          <button type="button" class="passage-show" onClick={onShow}>
            {quoteWords(quote)}
          </button>
        ) : (
          quoteWords(quote)
        )}
      </blockquote>
      {orphaned && <p class="reading-quiet">{t("wiki.passages.orphaned")}</p>}
      {said && !said.deleted && (
        <>
          <p class="passage-words">{excerptOf(said.text, wordsMax)}</p>
          <p class="reading-quiet">{tRich("wiki.recent.by", { name: <PersonLink store={store} id={said.author} />, when: <RelativeTime at={said.createdAtMs} /> })}</p>
        </>
      )}
      {isSettled && <p class="reading-quiet">{tRich("wiki.passages.settledBy", { name: <PersonLink store={store} id={resolvedBy} />, when: <RelativeTime at={resolvedAtMs} /> })}</p>}
      <p class="passage-acts">
        <Link to={pageTalkPath(page, message)} look="quiet" icon="reply">
          {t("wiki.passages.answer")}
        </Link>
        {canWrite && (
          <Button tone="quiet" icon={isSettled ? "reply" : "check"} onClick={() => void acting(resolvePassage(store, page, message, !isSettled))}>
            {isSettled ? t("wiki.passages.reopen") : t("wiki.passages.resolve")}
          </Button>
        )}
      </p>
    </li>
  );
}
