// SPDX-License-Identifier: GPL-3.0-or-later
// A thread in its community's list.
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { t } from "../../i18n";
import { personPath, threadPath } from "../../router/places";
import type { Head, Thread } from "../../store/entities";
import { nameOf, wantPeople } from "../../store/people";
import type { Store } from "../../store/store";
import { unread } from "../../store/threads";
import { Badge } from "../../ui/badge";
import { Icon } from "../../ui/icon";
import { nameOr } from "../../ui/names";
import { RelativeTime } from "../../ui/relative_time";
import { Row } from "../../ui/row";
import { kindWord } from "./words";

export interface ThreadRowProps {
  readonly store: Store;
  readonly thread: Thread;
  readonly head: Head | undefined;
  readonly isMember: boolean;
}

export function ThreadRow({ store, thread, head, isMember }: ThreadRowProps): JSX.Element {
  const count = isMember ? unread(store, thread.id).value : 0;
  const kind = kindWord(thread.kind);
  // The first message is the thread's own.
  const replies = Math.max(0, Number(head?.lastOrdinal ?? 0n) - 1);
  const isPending = store.commandsAbout(thread.id).value.some(({ makes }) => makes.includes(thread.id));
  useEffect(() => void wantPeople(store, [thread.author]), [thread.author]);
  return (
    <Row
      to={threadPath(thread.id)}
      title={thread.title}
      lead={<Icon name={kind.icon} />}
      isNew={count > 0}
      mark={
        <span class="thread-marks">
          {thread.pinned && <Mark icon="pin" word={t("communities.pinned")} />}
          {thread.resolved && <Mark icon="check" word={t("communities.resolved")} isGood />}
          <Badge count={count} label={t("nav.unread", { count })} />
        </span>
      }
      meta={
        <span class="thread-facts">
          <span>{t(kind.word)}</span>
          <a class="thread-author" href={personPath(thread.author)}>
            {nameOr(nameOf(store, thread.author).value)}
          </a>
          {isPending ? (
            <span>{t("communities.pending")}</span>
          ) : (
            <RelativeTime at={head?.lastAtMs || thread.createdAtMs} />
          )}
          {replies > 0 && <span>{t("communities.replies", { count: replies })}</span>}
        </span>
      }
    />
  );
}

function Mark({ icon, word, isGood }: { icon: "pin" | "check"; word: string; isGood?: boolean }): JSX.Element {
  return (
    <span class={isGood ? "thread-mark thread-mark-good" : "thread-mark"}>
      <Icon name={icon} />
      {word}
    </span>
  );
}
