// SPDX-License-Identifier: GPL-3.0-or-later
// What can be done with one message: a bar on its corner while it is pointed at or focused, with a menu
// that has all of it. Where nothing can hover, the menu's button is always there.
import type { ReadonlySignal } from "@preact/signals";
import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import { t } from "../../i18n";
import { setMessagePinned } from "../../store/messages";
import type { Message } from "../../store/posts";
import { savedIds, saveMessage, unsaveMessage } from "../../store/saved";
import type { Store } from "../../store/store";
import { IconButton } from "../../ui/button";
import { Menu, type MenuItem } from "../../ui/menu";
import type { Completion } from "../../ui/completion_list";

// What a message asks of the view around it.
export interface MessageAsks {
  readonly people: ReadonlySignal<readonly Completion[]>;
  // The message that is pointed at or has focus; "all" where nothing can hover.
  readonly near: ReadonlySignal<string>;
  readonly canWrite: boolean;
  readonly canModerate: boolean;
  readonly react: (post: Message) => void;
  readonly quote: (post: Message) => void;
  readonly copyLink: (post: Message) => void;
  readonly edit: (post: Message) => void;
  readonly endEdit: () => void;
  readonly history: (post: Message) => void;
  readonly remove: (post: Message) => void;
  readonly restore: (post: Message) => void;
  readonly markUnread: (post: Message) => void;
  readonly more: (post: Message) => readonly MenuItem[];
}

interface ActionsProps {
  readonly store: Store;
  readonly post: Message;
  // Not at the server yet: there is nothing to link to or react to, but it can be changed or taken back.
  readonly isPending: boolean;
  readonly asks: MessageAsks;
}

// Seen by nobody before the person comes near, so it is drawn then, and stays.
export function MessageActions(props: ActionsProps): JSX.Element | null {
  const isDrawn = useRef(false);
  const near = props.asks.near.value;
  isDrawn.current ||= near === "all" || near === props.post.id;
  return isDrawn.current ? <Actions {...props} /> : null;
}

function Actions({ store, post, isPending, asks }: ActionsProps): JSX.Element {
  const isMine = post.author === store.me;
  const { canWrite } = asks;
  const own: (MenuItem | false)[] = [
    isMine && canWrite && { id: "edit", label: t("talk.act.edit"), icon: "edit", beginsGroup: !isPending, onSelect: () => asks.edit(post) },
    (isMine || asks.canModerate) && { id: "delete", label: t("talk.act.delete"), icon: "trash", isDanger: true, beginsGroup: !isMine, onSelect: () => asks.remove(post) },
  ];
  const more = (items: readonly (MenuItem | false)[]) => (
    <Menu icon="more" label={t("talk.act.more")} items={items.filter((item) => item !== false)} />
  );
  if (isPending) return <div class="message-actions">{more(own)}</div>;
  const isSaved = savedIds(store).value.has(post.id);
  const items: (MenuItem | false)[] = [
    canWrite && { id: "react", label: t("talk.act.react"), icon: "emoji", onSelect: () => asks.react(post) },
    canWrite && { id: "quote", label: t("talk.act.quote"), icon: "reply", onSelect: () => asks.quote(post) },
    { id: "link", label: t("talk.act.copyLink"), icon: "link", onSelect: () => asks.copyLink(post) },
    {
      id: "save",
      label: isSaved ? t("talk.act.unsave") : t("talk.act.save"),
      icon: "bookmark",
      onSelect: () => void (isSaved ? unsaveMessage(store, post.id) : saveMessage(store, post.id)),
    },
    { id: "unread", label: t("talk.act.markUnread"), icon: "bell", onSelect: () => asks.markUnread(post) },
    canWrite && {
      id: "pin",
      label: post.pinned ? t("talk.act.unpin") : t("talk.act.pin"),
      icon: "pin",
      onSelect: () => void setMessagePinned(store, post.id, !post.pinned),
    },
    post.editedAtMs > 0n && { id: "history", label: t("talk.act.history"), icon: "clock", onSelect: () => asks.history(post) },
    ...asks.more(post),
    ...own,
  ];
  return (
    <div class="message-actions">
      {canWrite && (
        <span class="message-quick">
          <IconButton icon="emoji" label={t("talk.act.react")} onClick={() => asks.react(post)} />
          <IconButton icon="reply" label={t("talk.act.quote")} onClick={() => asks.quote(post)} />
        </span>
      )}
      {more(items)}
    </div>
  );
}
