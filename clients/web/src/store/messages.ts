// SPDX-License-Identifier: GPL-3.0-or-later
// Reading and acting: messages of a thread or conversation, reactions, read markers, drafts.
import type { ReadonlySignal } from "@preact/signals";
import { type Message, MessageService, type Reaction } from "../gen/fika/v1/messages_pb";
import { type Draft, ReadingService } from "../gen/fika/v1/reading_pb";
import { keyOfIds } from "../sync/entity_kinds";
import { makeId } from "../sync/ids";
import { methodName } from "../sync/methods";
import { messagesOf, reactionsTo } from "./groups";
import type { Store } from "./store";
import { head, readMarker } from "./threads";
import { keyOf } from "./world";

// All that are held, by ordinal; those not yet confirmed last (isPendingOrdinal in overlay.ts). There
// may be holes: openRoot() in opening.ts fills them around what is on screen.
export function messages({ world }: Store, root: string): ReadonlySignal<readonly Message[]> {
  return world.ordered<Message>(messagesOf(root), (a, b) => (a.ordinal < b.ordinal ? -1 : a.ordinal > b.ordinal ? 1 : 0));
}
export function message({ world }: Store, root: string, id: string): ReadonlySignal<Message | undefined> {
  return world.entity(keyOfIds(30, root, id));
}
// Not to be shown as current: it may have changed since.
export function isStale({ world }: Store, post: Message): boolean {
  return world.isStale(keyOf(post));
}
// By emoji, in the order they were first given.
export function reactions({ world, me }: Store, id: string): ReadonlySignal<readonly { emoji: string; people: readonly string[]; isMine: boolean }[]> {
  return world.list(reactionsTo(id), "by emoji", (found: Reaction[]) => {
    const byEmoji = new Map<string, string[]>();
    for (const { emoji, person } of found) byEmoji.set(emoji, [...(byEmoji.get(emoji) ?? []), person]);
    return [...byEmoji].map(([emoji, people]) => ({ emoji, people, isMine: people.includes(me) }));
  });
}

// Returns the new message's id. `awaits`: files that it names and that must be there first.
export async function post(store: Store, root: string, text: string, quotes: readonly string[] = [], awaits: readonly string[] = []): Promise<string> {
  const id = makeId();
  await store.command(MessageService.method.postMessage, { id, root, text, quotes: [...quotes] }, { makes: [id], about: [root, ...quotes], awaits });
  return id;
}
export function editMessage(store: Store, id: string, text: string): Promise<void> {
  return store.command(MessageService.method.editMessage, { message: id, text }, { about: [id] });
}
export function deleteMessage(store: Store, id: string, holdMs = 0): Promise<void> {
  return store.command(MessageService.method.deleteMessage, { message: id }, { about: [id], holdMs });
}
export function setMessagePinned(store: Store, id: string, pinned: boolean): Promise<void> {
  return store.command(MessageService.method.setMessagePinned, { message: id, pinned }, { about: [id] });
}
export function react(store: Store, id: string, emoji: string, isOn: boolean): Promise<void> {
  const request = { message: id, emoji };
  return isOn
    ? store.command(MessageService.method.addReaction, request, { about: [id] })
    : store.command(MessageService.method.removeReaction, request, { about: [id] });
}

// Reads up to an ordinal; nothing is sent when that has been read.
export async function markRead(store: Store, root: string, ordinal: number): Promise<void> {
  const marker = readMarker(store, root).peek();
  const newest = Number(head(store, root).peek()?.lastOrdinal ?? 0n);
  const upTo = BigInt(Math.min(ordinal, newest));
  if (upTo <= (marker?.ordinal ?? 0n)) return;
  await store.command(ReadingService.method.markRead, { root, generation: marker?.generation ?? 0n, ordinal: upTo }, { about: [root] });
}
// From this message on.
export function markUnread(store: Store, root: string, ordinal: number): Promise<void> {
  return store.command(ReadingService.method.markUnread, { root, ordinal: BigInt(ordinal) }, { about: [root] });
}

export function draft({ world, me }: Store, target: string): ReadonlySignal<Draft | undefined> {
  return world.entity(keyOfIds(51, me, target));
}
// Empty title and text discard it. What was kept before it and has not been sent need not be any more: an
// hour of writing without a network would fill the outbox with its every pause.
export async function saveDraft(store: Store, target: string, text: string, title = ""): Promise<void> {
  const { saveDraft: method } = ReadingService.method;
  const before = store.commands.peek().filter((each) => each.method === methodName(method) && each.about[0] === target);
  await store.command(method, { target, title, text }, { about: [target] });
  for (const { n, state } of before) if (state === "pending" || state === "refused") await store.discard(n).catch(() => undefined);
}
export function setInboxDone(store: Store, item: string, done: boolean): Promise<void> {
  return store.command(ReadingService.method.setInboxDone, { item, done }, { about: [item] });
}
