// SPDX-License-Identifier: GPL-3.0-or-later
// A thread or conversation: its messages and the field below them.
import { useSignal } from "@preact/signals";
import type { ComponentChildren, JSX } from "preact";
import { useEffect, useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { t } from "../../i18n";
import { messages } from "../../store/messages";
import { around, type OpenRoot } from "../../store/opening";
import type { Message } from "../../store/posts";
import { head } from "../../store/threads";
import { wantSaved } from "../../store/saved";
import type { Store } from "../../store/store";
import type { MenuItem } from "../../ui/menu";
import { EmptyState, Skeleton } from "../../ui/placeholders";
import { toast } from "../../ui/toast";
import type { VirtualListHandle } from "../../ui/virtual_list/virtual_list";
import { useArrivals } from "./arrivals";
import { Composer, type ComposerHandle } from "./composer";
import { removeMessage, restoreMessage } from "./deleting";
import { MessageDialogs, type MessageDialog } from "./message_dialogs";
import { MessageList } from "./message_list";
import type { MessageAsks } from "./message_actions";
import { usePeopleHere } from "./people_here";
import { useNear } from "./near";
import { useReading } from "./reading";
import { useReady } from "./ready";
import { lastOwn, rowsHeld } from "./rows";
import { selectedIn } from "./selection";
import type { Target } from "./target";
import { useTalkKeys } from "./talk_keys";

export interface TalkProps {
  readonly store: Store;
  readonly root: string;
  readonly opened: OpenRoot;
  // A thread's community; the conversation itself.
  readonly place: string;
  readonly isThread: boolean;
  readonly label: string;
  readonly writeLabel: string;
  readonly language: string;
  readonly target: Target | undefined;
  readonly pathOf: (message: string) => string;
  readonly canWrite: boolean;
  readonly canModerate: boolean;
  // Stands where the field would be if one cannot write here.
  readonly instead?: ComponentChildren;
  // Stands in a larger view, whose keys it leaves alone.
  readonly isPart?: boolean;
  readonly more?: (post: Message) => readonly MenuItem[];
}

export function Talk(props: TalkProps): JSX.Element {
  const { store, root, opened, target } = props;
  const posts = messages(store, root).value;
  const newest = Number(head(store, root).value?.lastOrdinal ?? 0n);
  const rows = useMemo(() => rowsHeld(posts, newest), [posts, newest]);
  const rowsNow = useRef(rows);
  rowsNow.current = rows;
  const reading = useReading(store, root, () => rowsNow.current, target !== undefined);
  const people = usePeopleHere(store, props.place, props.isThread);
  const near = useNear();
  useArrivals(store, root, posts, newest);

  const list = useRef<VirtualListHandle>(null);
  const composer = useRef<ComposerHandle>(null);
  const edited = useSignal("");
  const dialog = useSignal<MessageDialog | null>(null);

  // Before anything else is asked for.
  const at = target?.ordinal ?? (reading.newFrom.peek() || newest);
  useLayoutEffect(() => {
    const { from, to } = around(at);
    opened.show(from, to);
  }, [opened, target?.message]);
  const isReady = useReady(opened, rows.at(Math.min(at, rows.length) - 1)?.post !== undefined);

  // The menus say which messages are saved.
  const isLive = store.status.value.isLive;
  useEffect(() => {
    if (isLive) void wantSaved(store);
  }, [isLive]);

  const edit = (post: Message) => {
    edited.value = post.id;
    const at = rowsNow.current.indexOf(post);
    if (at >= 0 && (at < reading.seen.peek().first || at > reading.seen.peek().last)) list.current?.scrollTo(at, "center");
  };
  const endEdit = () => {
    edited.value = "";
    composer.current?.focus();
  };
  const now = useRef(props);
  now.current = props;
  const { canWrite, canModerate } = props;
  // The rows hold on to it: they are drawn anew when it is another.
  const asks = useMemo<MessageAsks>(
    () => ({
      people,
      near: near.id,
      canWrite,
      canModerate,
      react: (post) => (dialog.value = { is: "react", post }),
      quote: (post) => composer.current?.quote(post, selectedIn(post.id)),
      copyLink: (post) => {
        const address = new URL(now.current.pathOf(post.id), window.location.origin).href;
        navigator.clipboard.writeText(address).then(
          () => toast({ text: t("talk.copied") }),
          () => (dialog.value = { is: "link", address }),
        );
      },
      edit,
      endEdit,
      history: (post) => (dialog.value = { is: "history", post }),
      remove: (post) => {
        // The menu's button goes with the message's words: its row keeps the keyboard's place.
        const at = rowsNow.current.indexOf(post);
        if (at >= 0) list.current?.focusItem(at);
        void removeMessage(store, post.id);
      },
      restore: (post) => void restoreMessage(store, post.id),
      markUnread: (post) => {
        reading.unreadFrom(Number(post.ordinal));
        toast({ text: t("talk.markedUnread") });
      },
      more: (post) => now.current.more?.(post) ?? [],
    }),
    [store, root, people, near, canWrite, canModerate],
  );
  const editLast = () => {
    const own = lastOwn(rowsNow.current, store.me);
    if (own) edit(own);
  };
  const isEmpty = rows.length === 0;
  return (
    <div class="talk">
      {isEmpty && opened.state.value === "loading" && <Skeleton lines={4} hasAvatar />}
      {isEmpty && opened.state.value !== "loading" && (
        <EmptyState icon="conversation" title={t("talk.empty.title")}>
          {t("talk.empty.text")}
        </EmptyState>
      )}
      {!isEmpty && isReady && (
        <MessageList
          store={store}
          root={root}
          label={props.label}
          language={props.language}
          rows={rows}
          target={target}
          edited={edited.value}
          reading={reading}
          asks={asks}
          near={near}
          list={list}
          onShow={opened.show}
        />
      )}
      {opened.state.value === "stale" && !isLive && <p class="talk-note">{t("talk.offline")}</p>}
      {props.canWrite ? (
        <Composer
          store={store}
          root={root}
          label={props.writeLabel}
          people={people}
          handle={composer}
          onArrowUp={editLast}
          onSent={() => {
            reading.allowSkips();
            list.current?.scrollToEnd();
          }}
        />
      ) : (
        <div class="talk-note">{props.instead}</div>
      )}
      {!props.isPart && <Keys list={list} composer={composer} rows={rowsNow} seen={reading.seen} asks={asks} me={store.me} />}
      <MessageDialogs store={store} dialog={dialog} language={props.language} />
    </div>
  );
}

function Keys(of: Parameters<typeof useTalkKeys>[0]): null {
  useTalkKeys(of);
  return null;
}
