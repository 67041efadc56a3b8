// SPDX-License-Identifier: GPL-3.0-or-later
// Tells a screen reader of messages that come while the person is here: the words of one, the number of
// several, and never more often than every few seconds.
import { useEffect, useRef } from "preact/hooks";
import { t } from "../../i18n";
import { excerptOf } from "../../store/excerpt";
import { nameOf } from "../../store/people";
import { isPendingOrdinal, type Message } from "../../store/posts";
import type { Store } from "../../store/store";
import { nameOr } from "../../ui/names";
import { announce } from "../../ui/toast";

const pauseMs = 2_000;

export function useArrivals(store: Store, root: string, posts: readonly Message[], newest: number): void {
  const known = useRef(newest);
  const waiting = useRef<Message[]>([]);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => {
    if (newest <= known.current) return;
    const since = posts.slice(posts.findLastIndex(({ ordinal }) => ordinal <= known.current) + 1);
    const came = since.filter(({ ordinal, author, deleted }) => !isPendingOrdinal(ordinal) && author !== store.me && !deleted);
    known.current = newest;
    // What they were writing is there.
    for (const { author } of came) store.presence.stopped(root, author);
    waiting.current.push(...came);
    if (waiting.current.length === 0) return;
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      const [first] = waiting.current;
      const count = waiting.current.length;
      waiting.current = [];
      if (!first || document.visibilityState !== "visible") return;
      const name = nameOr(nameOf(store, first.author).peek());
      announce(count === 1 ? t("talk.arrived.one", { name, text: excerptOf(first.text, 160) }) : t("talk.arrived.many", { count }));
    }, pauseMs);
  }, [posts, newest]);
  useEffect(() => () => clearTimeout(timer.current), []);
}
