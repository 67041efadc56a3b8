// SPDX-License-Identifier: GPL-3.0-or-later
// What stands above a thread: where it belongs, what it is, and what can be done with it.
import type { Signal } from "@preact/signals";
import type { JSX } from "preact";
import { t } from "../../i18n";
import type { PlainKey } from "../../i18n";
import { communityPath, threadPath } from "../../router/places";
import { community, listings, myMembership } from "../../store/communities";
import { type Thread, ThreadFollow, ThreadKind } from "../../store/posts";
import { setResolved, setThreadLevel, setThreadPinned, threadLevel } from "../../store/threads";
import type { Store } from "../../store/store";
import { Button } from "../../ui/button";
import { Icon } from "../../ui/icon";
import { Link } from "../../ui/link";
import { Menu, type MenuItem } from "../../ui/menu";
import { Lent } from "../lent";
import { GrownPages } from "./grown_pages";
import { pageItems } from "./page_items";
import { Pinned } from "./pinned";
import type { ThreadDialog } from "./thread_dialogs";

const kinds: Readonly<Record<ThreadKind, PlainKey>> = {
  [ThreadKind.UNSPECIFIED]: "talk.kind.discussion",
  [ThreadKind.DISCUSSION]: "talk.kind.discussion",
  [ThreadKind.QUESTION]: "talk.kind.question",
  [ThreadKind.SESSION]: "talk.kind.session",
  [ThreadKind.ANNOUNCEMENT]: "talk.kind.announcement",
};

export interface ThreadPowers {
  readonly isMember: boolean;
  readonly isSteward: boolean;
  readonly canRename: boolean;
  readonly canSplit: boolean;
}

// What the menus offer; the server decides.
export function useThreadPowers(store: Store, thread: Thread | undefined, place: string): ThreadPowers {
  const membership = myMembership(store, place).value;
  const isMember = membership?.left === false;
  const isSteward = isMember && membership.steward;
  const isOwn = thread?.author === store.me;
  return { isMember, isSteward, canRename: isMember && (isSteward || isOwn), canSplit: isMember && (isSteward || isOwn) };
}

export function ThreadContext({ store, thread, place }: { store: Store; thread: Thread; place: string }): JSX.Element {
  const name = community(store, place).value?.name ?? listings(store).value.find((each) => each.community === place)?.name;
  return (
    <p class="thread-context">
      <Link to={communityPath(place)} look="quiet">
        {name ?? t("talk.community")}
      </Link>
      <span class="thread-tag">{t(kinds[thread.kind])}</span>
      {thread.resolved && (
        <span class="thread-tag thread-tag-good">
          <Icon name="check" /> {t("talk.resolved")}
        </span>
      )}
      {thread.pinned && (
        <span class="thread-tag">
          <Icon name="pin" /> {t("talk.pinned")}
        </span>
      )}
      <GrownPages store={store} root={thread.id} />
      <Pinned store={store} root={thread.id} pathOf={(message) => threadPath(thread.id, message)} />
      <Lent name="related-line" root={thread.id} title={thread.title} />
    </p>
  );
}

interface ActionsProps {
  readonly store: Store;
  readonly thread: Thread;
  readonly powers: ThreadPowers;
  readonly dialog: Signal<ThreadDialog | null>;
  readonly onRename: () => void;
}

export function ThreadActions({ store, thread, powers, dialog, onRename }: ActionsProps): JSX.Element {
  const { id } = thread;
  const follow = threadLevel(store, id).value?.follow ?? ThreadFollow.UNSPECIFIED;
  const level = (value: ThreadFollow, label: PlainKey): MenuItem => ({
    id: String(value),
    label: t(label),
    isChecked: follow === value,
    onSelect: () => void setThreadLevel(store, id, value),
  });
  const icon = follow === ThreadFollow.MUTE ? "mute" : "bell";
  const resolve = () => void setResolved(store, id, !thread.resolved);
  const items: (MenuItem | false)[] = [
    powers.isMember && {
      id: "resolve",
      label: thread.resolved ? t("talk.thread.reopen") : t("talk.thread.resolve"),
      icon: thread.resolved ? "update" : "check",
      onSelect: resolve,
    },
    { id: "link", label: t("talk.act.copyLink"), icon: "link", onSelect: () => (dialog.value = { is: "link" }) },
    powers.canRename && { id: "rename", label: t("talk.thread.rename"), icon: "edit", onSelect: onRename },
    powers.isSteward && {
      id: "pin",
      label: thread.pinned ? t("talk.thread.unpin") : t("talk.thread.pin"),
      icon: "pin",
      onSelect: () => void setThreadPinned(store, id, !thread.pinned),
    },
    ...(powers.isMember ? pageItems(thread.community, id) : []),
    powers.canRename && { id: "move", label: t("talk.thread.move"), icon: "communities", beginsGroup: true, onSelect: () => (dialog.value = { is: "move" }) },
    powers.canSplit && { id: "merge", label: t("talk.thread.merge"), icon: "threads", onSelect: () => (dialog.value = { is: "merge" }) },
  ];
  return (
    <>
      {powers.isMember && thread.kind === ThreadKind.QUESTION && !thread.resolved && (
        <span class="thread-resolve">
          <Button icon="check" onClick={resolve}>
            {t("talk.thread.resolve")}
          </Button>
        </span>
      )}
      <Menu
        icon={icon}
        label={t("talk.follow.label")}
        items={[
          level(ThreadFollow.UNSPECIFIED, "talk.follow.default"),
          level(ThreadFollow.FOLLOW, "talk.follow.follow"),
          level(ThreadFollow.MUTE, "talk.follow.mute"),
        ]}
      />
      <Menu icon="more" label={t("talk.thread.more")} items={items.filter((item) => item !== false)} />
    </>
  );
}
