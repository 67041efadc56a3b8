// SPDX-License-Identifier: GPL-3.0-or-later
// Reading: how a page came to be what it is: its revisions, what lies between two of them, which line came with
// which, and the page as it was. Each is an answer; what two fixed revisions differ in never changes, so that it is
// asked for once a visit.
import { type ReadonlySignal, signal, type Signal } from "@preact/signals";
import { PageService, type PageView, type Revision } from "../gen/fika/v1/pages_pb";
import type { BlamePageReply, ComparePageReply } from "../gen/fika/v1/page_history_pb";
import { asked, type AskedList } from "./page_lists";
import { isAbsence } from "./pages";
import type { Store } from "./store";

export { ComparedKind } from "../gen/fika/v1/page_history_pb";
export type { BlamedStretch, BlamePageReply, ComparedHunk, ComparedLine, ComparedWords, ComparePageReply, RevisionMark } from "../gen/fika/v1/page_history_pb";
export { RevisionSource } from "../gen/fika/v1/pages_pb";
export type { Revision } from "../gen/fika/v1/pages_pb";

const step = 50;

// The newest first, growing.
export function revisions(store: Store, page: string): AskedList<Revision> {
  return asked<Revision>(store, `revisions ${page}`, async (next) => {
    const { revisions: rows, hasMore } = await store.query(PageService.method.listRevisions, { page, before: BigInt(next || 0), limit: step });
    return { rows, next: hasMore ? `${rows.at(-1)?.number ?? 0n}` : "" };
  });
}

export interface Answer<Reply> {
  readonly state: "loading" | "here" | "unreachable" | "absent";
  readonly reply: Reply | undefined;
}
export interface AskedAnswer<Reply> {
  readonly now: ReadonlySignal<Answer<Reply>>;
  want(): Promise<void>;
}

function answered<Reply>(store: Store, name: string, ask: () => Promise<Reply>): AskedAnswer<Reply> {
  const now = store.memo(name, () => signal<Answer<Reply>>({ state: "loading", reply: undefined })) as Signal<Answer<Reply>>;
  return {
    now,
    async want() {
      try {
        now.value = { state: "here", reply: await ask() };
      } catch (error) {
        now.value = isAbsence(error) ? { state: "absent", reply: undefined } : { state: now.peek().reply ? "here" : "unreachable", reply: now.peek().reply };
      }
    },
  };
}

// `to` 0: the newest.
export function comparison(store: Store, page: string, fromRevision: bigint, toRevision: bigint): AskedAnswer<ComparePageReply> {
  return answered(store, `comparison ${page} ${fromRevision} ${toRevision}`, () => store.query(PageService.method.comparePage, { page, fromRevision, toRevision }));
}
// `revision` 0: the newest.
export function blame(store: Store, page: string, revision: bigint): AskedAnswer<BlamePageReply> {
  return answered(store, `blame ${page} ${revision}`, () => store.query(PageService.method.blamePage, { page, revision }));
}
export function pageAsItWas(store: Store, page: string, revision: bigint): AskedAnswer<PageView> {
  return answered(store, `page ${page} as it was in ${revision}`, () => store.query(PageService.method.getPage, { page, revision }));
}
