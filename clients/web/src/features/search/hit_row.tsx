// SPDX-License-Identifier: GPL-3.0-or-later
// One of what was found: what it is, where it stands, and the words around those that were looked for.
import type { JSX } from "preact";
import { formatDateTime, formatRelative, type PlainKey, t } from "../../i18n";
import { noteOpened, openedHits } from "../../store/helpful";
import { nameOf } from "../../store/people";
import { type Question, type SearchHit, SearchKind } from "../../store/search";
import type { Store } from "../../store/store";
import { Avatar } from "../../ui/avatar";
import { Icon, type IconName } from "../../ui/icon";
import { searchPath } from "./editing";
import { HelpedButton } from "./helped_button";
import { communityName, kindWord, moreWord, pathOfHit, titleOf } from "./hit_words";
import { Pieces } from "./pieces";

interface HitProps {
  readonly store: Store;
  readonly hit: SearchHit;
  readonly question: Question;
}

export function HitRow({ store, hit, question }: HitProps): JSX.Element {
  const { kind, id, title, heading, snippet, language, more, root } = hit;
  const { icon, word } = kindWord(hit);
  const name = titleOf(store, hit);
  const isPerson = kind === SearchKind.PERSON;
  const mayHelp = [SearchKind.MESSAGE, SearchKind.THREAD, SearchKind.PAGE].includes(kind) && openedHits(store).value.has(id);
  const to = pathOfHit(hit);
  return (
    <li class="hit">
      <span class="hit-lead">{isPerson ? <Avatar id={id} name={name} size="small" /> : <Icon name={icon} />}</span>
      <div class="hit-words">
        <h3 class="hit-title">
          <a
            class="hit-link"
            href={to}
            lang={language || undefined}
            dir="auto"
            {...(kind === SearchKind.FILE ? { target: "_blank" } : {})}
            onClick={() => noteOpened(store, id)}
          >
            <span class="unseen">{t(word)}: </span>
            {title.length > 0 ? <Pieces of={title} /> : name}
          </a>
        </h3>
        <Facts store={store} hit={hit} />
        {(heading || snippet.length > 0) && (
          <p class="hit-snippet" lang={language || undefined} dir="auto">
            {heading && <span class="hit-heading">{heading} </span>}
            <Pieces of={snippet} />
          </p>
        )}
        {(more > 0 || mayHelp) && (
          <p class="hit-foot">
            {more > 0 && root !== question.root && (
              <a class="hit-more" href={searchPath({ ...question, root })} aria-label={`${t(moreWord(hit), { count: more })}: ${name}`}>
                {t(moreWord(hit), { count: more })}
              </a>
            )}
            {mayHelp && <HelpedButton store={store} id={id} title={name} />}
          </p>
        )}
      </div>
    </li>
  );
}

function Facts({ store, hit }: { store: Store; hit: SearchHit }): JSX.Element | null {
  const { kind, author, timeMs, pageTalk, conversation } = hit;
  const place = conversation ? t("search.inConversation") : communityName(store, hit.community);
  const isPlaced = kind !== SearchKind.COMMUNITY && kind !== SearchKind.PERSON;
  const who = author && isPlaced ? nameOf(store, author).value : undefined;
  const marks = marksOf(hit);
  const time = Number(timeMs);
  if (!isPlaced && marks.length === 0) return null;
  return (
    <p class="hit-facts">
      {isPlaced && place && <span>{place}</span>}
      {pageTalk && <span>{t("search.inTalk")}</span>}
      {who && <span>{who}</span>}
      {isPlaced && time > 0 && (
        <span>
          <time dateTime={new Date(time).toISOString()} title={formatDateTime(time)}>
            {formatRelative(time)}
          </time>
        </span>
      )}
      {marks.map(({ word, icon, tone }) => (
        <span key={word} class={`hit-mark hit-mark-${tone}`}>
          <Icon name={icon} />
          {t(word)}
        </span>
      ))}
    </p>
  );
}

interface Mark {
  readonly word: PlainKey;
  readonly icon: IconName;
  readonly tone: "good" | "quiet" | "warn";
}
function marksOf(hit: SearchHit): Mark[] {
  const marks: (Mark | false)[] = [
    hit.question && hit.kind !== SearchKind.THREAD && { word: "search.mark.question", icon: "question", tone: "quiet" },
    hit.resolved && { word: "search.mark.resolved", icon: "check", tone: "good" },
    hit.verified && { word: "search.mark.verified", icon: "check", tone: "good" },
    hit.lesson && hit.kind !== SearchKind.PAGE && { word: "search.mark.lesson", icon: "bookmark", tone: "quiet" },
    hit.imported && { word: "search.mark.imported", icon: "download", tone: "quiet" },
    hit.stale && { word: "search.mark.stale", icon: "clock", tone: "warn" },
    hit.obsolete && { word: "search.mark.obsolete", icon: "archive", tone: "warn" },
  ];
  return marks.filter((mark) => mark !== false);
}
