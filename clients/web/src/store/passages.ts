// SPDX-License-Identifier: GPL-3.0-or-later
// Comments on passages of a page: each is a message in the page's talk, and a passage that says what it is about and
// follows the text.
import { computed, effect, type ReadonlySignal, signal, type Signal } from "@preact/signals";
import { create } from "@bufbuild/protobuf";
import { MessageSchema } from "../gen/fika/v1/messages_pb";
import { type Passage, PassageSchema, PassageService } from "../gen/fika/v1/passages_pb";
import { allOfKind } from "../sync/cache";
import { keyOfIds } from "../sync/entity_kinds";
import { makeId } from "../sync/ids";
import { all } from "./groups";
import { wantMessages } from "./news";
import { drawn, fields, pendingOrdinal } from "./overlay";
import type { Store } from "./store";

export type { Passage } from "../gen/fika/v1/passages_pb";

const passageKind = 61;
const passageKey = (page: string, message: string): string => keyOfIds(passageKind, page, message);

interface Asked {
  readonly isWhole: boolean;
  // Of places whose changes nobody tells: as it was when it was asked for.
  readonly rows: readonly Passage[];
}
const asked = (store: Store, page: string, resolved: boolean): Signal<Asked> =>
  store.memo(`passages asked ${page} ${resolved}`, () => signal<Asked>({ isWhole: false, rows: [] })) as Signal<Asked>;

// As they stand in the text, those of which nothing is left last.
export function passages(store: Store, page: string, resolved = false): ReadonlySignal<readonly Passage[]> {
  return store.memo(`passages ${page} ${resolved}`, () => {
    const held = store.world.list(all(PassageSchema.typeName), `of ${page}`, (found: Passage[]) => found.filter((each) => each.page === page));
    return computed(() => {
      const { isWhole, rows } = asked(store, page, resolved).value;
      const own = held.value.filter(({ message }) => !isWhole || !store.world.isStale(passageKey(page, message)));
      const ids = new Set(own.map(({ message }) => message));
      return [...own, ...rows.filter(({ message }) => !ids.has(message))].filter(({ resolvedAtMs }) => resolvedAtMs > 0n === resolved).sort(byPlace);
    });
  });
}
const byPlace = (a: Passage, b: Passage): number => Number(a.orphaned) - Number(b.orphaned) || a.start - b.start || (a.message < b.message ? -1 : 1);

// What this device holds, and then what the server knows; with their comments.
export async function wantPassages(store: Store, page: string, resolved = false): Promise<void> {
  if (!store.wanted.has("passages of the device")) {
    store.wanted.add("passages of the device");
    await store.sync.loadRoot(allOfKind(passageKind)).catch(() => undefined);
  }
  try {
    const { passages: rows } = await store.query(PassageService.method.listPassages, { page, resolved });
    asked(store, page, resolved).value = { isWhole: true, rows: rows.filter(({ message }) => !store.world.get(passageKey(page, message))) };
    wantMessages(store, rows.map(({ message }) => message));
  } catch {
    // What is held is shown; it is asked again with the next connection.
  }
}

export interface Marked {
  readonly quote: string;
  // In code points of the text; both 0: the server looks for the quote.
  readonly start: number;
  readonly end: number;
}

// Answers the comment's id.
export async function commentPassage(store: Store, page: string, revision: bigint, marked: Marked, text: string): Promise<string> {
  const message = makeId();
  await store.command(PassageService.method.commentPassage, { page, message, text, revision, ...marked }, { makes: [message], about: [page] });
  return message;
}
export function resolvePassage(store: Store, page: string, message: string, isResolved: boolean): Promise<void> {
  const options = { about: [message, page] };
  return isResolved ? store.command(PassageService.method.resolvePassage, { message }, options) : store.command(PassageService.method.reopenPassage, { message }, options);
}

// What became of a comment: null once it is sent, or waits for a connection. One that was refused is taken back, as
// whoever wrote it still has its words on the screen.
export function outcomeOfComment(store: Store, message: string): Promise<unknown> {
  return new Promise((resolve) => {
    let isDone = false;
    const stop = effect(() => {
      const command = store.commands.value.find(({ makes, state }) => makes.includes(message) && state !== "sent");
      const isOver = !command || command.refused !== undefined || !store.status.value.isLive;
      if (!isOver || isDone) return;
      isDone = true;
      queueMicrotask(() => stop());
      if (command?.refused) void store.discard(command.n).then(() => resolve(command.refused));
      else resolve(null);
    });
  });
}

drawn(PassageService.method.commentPassage, ({ page, message, text, quote, start, end, revision }, canvas) => {
  const { n, createdMs, refused } = canvas.command;
  if (refused) return;
  canvas.put(create(MessageSchema, { id: message, root: page, text, author: canvas.me, createdAtMs: BigInt(createdMs), ordinal: pendingOrdinal(n) }));
  canvas.put(create(PassageSchema, { page, message, quote, start, end, revision }));
});
for (const [method, isResolved] of [[PassageService.method.resolvePassage, true], [PassageService.method.reopenPassage, false]] as const) {
  drawn(method, ({ message }, canvas) => {
    const held = canvas.get<Passage>(passageKey(canvas.post(message)?.root ?? "", message));
    if (held && !canvas.command.refused) canvas.put(create(PassageSchema, { ...fields(held), resolvedAtMs: isResolved ? BigInt(canvas.command.createdMs) : 0n, resolvedBy: isResolved ? canvas.me : "" }));
  });
}
