// SPDX-License-Identifier: GPL-3.0-or-later
// What stands where a message was before it was moved: where it went.
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { t, tRich } from "../../i18n";
import { threadPath } from "../../router/places";
import type { Message } from "../../store/posts";
import type { Store } from "../../store/store";
import { thread, wantThread } from "../../store/threads";

export function MovedNote({ store, post }: { store: Store; post: Message }): JSX.Element {
  const { movedTo, root, quotes } = post;
  const title = thread(store, movedTo).value?.title;
  const isLive = store.status.value.isLive;
  useEffect(() => {
    if (movedTo && isLive) wantThread(store, movedTo);
  }, [movedTo, isLive]);
  const path = threadPath(movedTo || root, quotes[0]);
  // A thread that is not to be seen has no name here, and its link leads to a page that says so.
  if (!title) return <a href={path}>{t("talk.message.moved")}</a>;
  return <span>{tRich("talk.message.movedTo", { title: <a href={path}>{title}</a> })}</span>;
}
