// SPDX-License-Identifier: GPL-3.0-or-later
// The keys of a thread. Those that are single letters act on the message that has focus.
import type { Signal } from "@preact/signals";
import type { RefObject } from "preact";
import { useCallback, useRef } from "preact/hooks";
import { useShortcut } from "../../ui/shortcuts";
import type { VirtualListHandle } from "../../ui/virtual_list/virtual_list";
import type { ComposerHandle } from "./composer";
import type { MessageAsks } from "./message_actions";
import type { Seen } from "./reading";
import { lastOwn, type Rows } from "./rows";

interface KeyParts {
  readonly list: RefObject<VirtualListHandle | null>;
  readonly composer: RefObject<ComposerHandle | null>;
  readonly rows: RefObject<Rows>;
  readonly seen: Signal<Seen>;
  readonly asks: MessageAsks;
  readonly me: string;
}

export function useTalkKeys(parts: KeyParts): void {
  const now = useRef(parts);
  now.current = parts;
  const focused = (): number => {
    const key = document.activeElement?.closest<HTMLElement>(".talk-list [data-key]")?.dataset["key"];
    return key === undefined ? -1 : (now.current.rows.current?.ownKeys.indexOf(key) ?? -1);
  };
  const step = (by: 1 | -1) => {
    const { list, rows, seen } = now.current;
    const at = focused();
    const count = rows.current?.length ?? 0;
    const next = at < 0 ? (by > 0 ? seen.peek().first : seen.peek().last) : at + by;
    list.current?.focusItem(Math.max(0, Math.min(count - 1, next)));
  };
  const post = () => now.current.rows.current?.at(focused())?.post;
  useShortcut("j", "talk.keys.next", useCallback(() => step(1), []));
  useShortcut("k", "talk.keys.previous", useCallback(() => step(-1), []));
  useShortcut("r", "talk.keys.reply", useCallback(() => {
    const { asks, composer } = now.current;
    const chosen = post();
    if (chosen && !chosen.deleted && asks.canWrite) asks.quote(chosen);
    else composer.current?.focus();
  }, []));
  useShortcut("e", "talk.keys.edit", useCallback(() => {
    const { asks, me, rows } = now.current;
    const chosen = post();
    const own = chosen ?? (rows.current ? lastOwn(rows.current, me) : undefined);
    if (own?.author === me && !own.deleted && asks.canWrite) asks.edit(own);
  }, []));
  useShortcut("escape", "talk.keys.write", useCallback(() => now.current.composer.current?.focus(), []));
}
