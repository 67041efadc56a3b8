// SPDX-License-Identifier: GPL-3.0-or-later
// The messages of a thread or conversation, however many: it opens where reading goes on, or at what a
// link leads to.
import type { JSX, Ref } from "preact";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { daysBetween, t } from "../../i18n";
import { isStale } from "../../store/messages";
import { readThrough } from "../../store/reckoning";
import { reckoned } from "../../store/threads";
import type { Store } from "../../store/store";
import { Button } from "../../ui/button";
import type { Items } from "../../ui/virtual_list/items";
import { VirtualList, type VirtualListHandle } from "../../ui/virtual_list/virtual_list";
import type { MessageAsks } from "./message_actions";
import { MessageRow, type MessageRowProps } from "./message_row";
import type { Near } from "./near";
import type { Reading } from "./reading";
import { indexOfOrdinal, leadOf, type Row } from "./rows";
import type { Target } from "./target";

export interface MessageListProps {
  readonly store: Store;
  readonly root: string;
  readonly label: string;
  readonly language: string;
  readonly rows: Items<Row>;
  readonly target: Target | undefined;
  readonly edited: string;
  readonly reading: Reading;
  readonly asks: MessageAsks;
  readonly near: Near;
  readonly onShow: (from: number, to: number) => void;
  readonly list: Ref<VirtualListHandle> & { current: VirtualListHandle | null };
}

// Fetched beyond what is seen, on both sides.
const spare = 40;

export function MessageList(props: MessageListProps): JSX.Element {
  const { store, root, rows, target, reading, asks, near, list } = props;
  const newFrom = reading.newFrom.value;
  // Told of changes in how current all of it is.
  void store.world.root(root).value;

  const opened = useRef(target?.message ?? "");
  useEffect(() => {
    if (!target || opened.current === target.message) return;
    opened.current = target.message;
    list.current?.scrollTo(indexOfOrdinal(rows, target.ordinal), "center");
  }, [target?.message]);

  const startAt = target
    ? ({ index: indexOfOrdinal(rows, target.ordinal), align: "center" } as const)
    : newFrom > 0
      ? ({ index: indexOfOrdinal(rows, newFrom), align: "start" } as const)
      : ("end" as const);
  return (
    <div class="talk-list" onPointerOver={near.onPointerOver} onFocusIn={near.onFocusIn}>
      <VirtualList
        label={props.label}
        items={rows}
        keyOf={(row) => row.key}
        estimate={56}
        sort="messages"
        startAt={startAt}
        sticksToEnd
        handle={list}
        onSeen={(from, to, atEnd) => {
          reading.look({ first: from, last: to, isAtEnd: atEnd });
          props.onShow(from + 1 - spare, to + 1 + spare);
        }}
        render={(row, index) => (
          <SteadyRow
            store={store}
            row={row}
            lead={leadOf(rows, index, newFrom, daysBetween)}
            language={props.language}
            isTarget={target !== undefined && row.post?.id === target.message}
            isEdited={row.post !== undefined && row.post.id === props.edited}
            asks={asks}
          />
        )}
      />
      <Jumps store={store} root={root} rows={rows} reading={reading} list={list} />
    </div>
  );
}

// Apart from the list, which is not drawn again for what is merely scrolled to.
function Jumps({ store, root, rows, reading, list }: Pick<MessageListProps, "store" | "root" | "rows" | "reading" | "list">): JSX.Element | null {
  const { first, last, isAtEnd } = reading.seen.value;
  const marker = Number(readThrough(reckoned(store, root).value));
  const unreadAt = firstUnread(rows, marker, store.me);
  const isUnreadAway = unreadAt >= 0 && first >= 0 && (unreadAt < first || unreadAt > last + 1);
  const below = last >= 0 && !isAtEnd ? rows.length - 1 - last : 0;
  if (!isUnreadAway && below === 0) return null;
  return (
    <div class="talk-jumps">
      {isUnreadAway && (
        <Button onClick={() => list.current?.scrollTo(unreadAt, "start")}>{t("talk.jump.unread")}</Button>
      )}
      {below > 0 && (
        <Button
          icon="chevronDown"
          onClick={() => {
            reading.allowSkips();
            list.current?.scrollToEnd();
          }}
        >
          {t("talk.jump.end", { count: below })}
        </Button>
      )}
    </div>
  );
}

// Drawn anew only when something about it has changed, not with each message that comes or is scrolled
// to: a screenful of rows takes longer than a frame.
function SteadyRow(props: MessageRowProps): JSX.Element {
  const { store, row, lead, language, isTarget, isEdited, asks } = props;
  const parts = [store, row, lead.beginsDay, lead.beginsNew, lead.isContinued, language, isTarget, isEdited, asks];
  return useMemo(() => <MessageRow {...props} />, [...parts, row.post && isStale(store, row.post)]);
}

// The row of an ordinal stands at its place; those without one stand behind all others.
function firstUnread(rows: Items<Row>, marker: number, me: string): number {
  for (let at = marker; at < rows.length; at += 1) {
    const { ordinal, post } = rows.at(at)!;
    if (ordinal > 0 && post?.author !== me) return at;
  }
  return -1;
}
