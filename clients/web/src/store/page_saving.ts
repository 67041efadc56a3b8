// SPDX-License-Identifier: GPL-3.0-or-later
// Writing pages: a page is begun and saved through the outbox, so that it may wait for a network. What the
// server answers to a save is kept there until it has been read: saved, brought together with somebody
// else's change, or in conflict with it. Several saves of one page that wait follow each other, each built on the
// one before.
import { computed, type ReadonlySignal } from "@preact/signals";
import { fromBinary, type MessageInitShape } from "@bufbuild/protobuf";
import {
  type CreatePageRequest,
  CreatePageRequestSchema,
  PageService,
  type SavePageReply,
  SavePageReplySchema,
  type SavePageRequest,
  SavePageRequestSchema,
} from "../gen/fika/v1/pages_pb";
import { makeId } from "../sync/ids";
import { methodName } from "../sync/methods";
import type { CommandView } from "../sync/outbox";
import "./page_overlay";
import type { Store } from "./store";

export type { ConflictHunk, CreatePageRequest, FieldConflict, MergePart, PageConflict, PageMerge, SavePageReply, SavePageRequest } from "../gen/fika/v1/pages_pb";

export interface Save {
  readonly n: number;
  readonly page: string;
  // "waiting": for a connection, or for what was done before it.
  readonly state: "waiting" | "saved" | "merged" | "conflict" | "refused";
  readonly request: SavePageRequest;
  // Of one that the server has answered.
  readonly reply?: SavePageReply;
  readonly refused?: { readonly code: string; readonly message: string };
  readonly atMs: number;
  readonly command: CommandView;
}

const saveName = methodName(PageService.method.savePage);
const createName = methodName(PageService.method.createPage);

export function readSave(command: CommandView): Save {
  const request = fromBinary(SavePageRequestSchema, command.request);
  const { n, refused, createdMs: atMs } = command;
  const own = { n, page: request.page, request, atMs, command };
  if (refused) return { ...own, state: "refused", refused };
  if (command.state !== "answered" || !command.answer) return { ...own, state: "waiting" };
  const reply = fromBinary(SavePageReplySchema, command.answer);
  return { ...own, reply, state: reply.conflict ? "conflict" : reply.merge ? "merged" : "saved" };
}

// All that has not been dealt with, in the order in which it was saved.
export function saves(store: Store): ReadonlySignal<readonly Save[]> {
  return store.memo("page saves", () => computed(() => store.commands.value.filter(({ method }) => method === saveName).map(readSave)));
}
export function savesOf(store: Store, page: string): ReadonlySignal<readonly Save[]> {
  return store.memo(`page saves ${page}`, () => computed(() => saves(store).value.filter((each) => each.page === page)));
}

export type NewPage = Omit<MessageInitShape<typeof CreatePageRequestSchema>, "id" | "$typeName">;
export type PageChange = Omit<MessageInitShape<typeof SavePageRequestSchema>, "$typeName"> & { readonly page: string; readonly baseRevision: bigint };

// Answers the id of the new page.
export async function createPage(store: Store, page: NewPage): Promise<string> {
  const id = makeId();
  const about = [page.community, page.parent, ...(page.sources ?? [])].filter((each): each is string => Boolean(each));
  await store.command(PageService.method.createPage, { ...page, id }, { makes: [id], about });
  return id;
}

// A page of one's own that the server does not know yet; its first save is built on revision 1.
export interface Creation {
  readonly n: number;
  readonly request: CreatePageRequest;
  readonly refused?: { readonly code: string; readonly message: string };
}
export function creationOf(store: Store, page: string): ReadonlySignal<Creation | undefined> {
  return store.memo(`page creation ${page}`, () =>
    computed(() => {
      const command = store.commands.value.find(({ method, makes, state }) => method === createName && makes.includes(page) && state !== "sent");
      if (!command) return undefined;
      const { n, refused } = command;
      const request = fromBinary(CreatePageRequestSchema, command.request);
      return refused ? { n, request, refused } : { n, request };
    }),
  );
}
// A refused one goes again, as it has become since.
export function recreate(store: Store, { n, request: { id } }: Creation, page: NewPage): Promise<void> {
  return store.retryWith(n, PageService.method.createPage, { ...page, id });
}
export const letGoOfCreation = (store: Store, { n }: Creation): Promise<void> => store.discard(n);

// `follows`: the save whose text this one was made from. Answers what names this one among the commands.
export async function savePage(store: Store, change: PageChange, follows?: Save): Promise<string> {
  const name = makeId();
  const about = [change.page, ...(follows?.command.makes ?? [])];
  await store.command(PageService.method.savePage, change, { makes: [name], about, wantsAnswer: true });
  return name;
}
// A refused one goes again, as it has become since.
export function resave(store: Store, { n }: Save, change: PageChange): Promise<void> {
  return store.retryWith(n, PageService.method.savePage, change);
}
// Its answer has been read; or, of one that was refused, it is given up.
export function letGoOfSave(store: Store, { n }: Save): Promise<void> {
  return store.discard(n);
}

// What waits behind a save whose text it was made from.
export function followerOf(store: Store, { n, command }: Save): Save | undefined {
  return saves(store).peek().find((other) => other.n > n && other.command.about.some((id) => command.makes.includes(id)));
}

// The revision that the save behind an answered one is built on. Where the server merged, what both of them
// changed is the same on both sides; after a conflict the later save stands for both.
export function baseAfter({ reply, request }: Save): bigint {
  return reply?.page && !reply.merge && !reply.conflict ? reply.page.revision : request.baseRevision;
}

// An answer is read: the save that waits behind it goes on from there. Answers whether there was one.
export async function goOnFrom(store: Store, save: Save): Promise<boolean> {
  const next = followerOf(store, save);
  if (!next) return false;
  const { $typeName: _, $unknown: __, ...request } = next.request;
  await store.retryWith(next.n, PageService.method.savePage, { ...request, baseRevision: baseAfter(save) });
  await letGoOfSave(store, save);
  return true;
}
