// SPDX-License-Identifier: GPL-3.0-or-later
// Reading: how a page came to be what it is: its revisions, what lies between two of them, which line came with
// which, and the page as it was. Each is an answer, and what was read lately is there without a network; what two
// fixed revisions differ in never changes, so that it is asked for once.
import { type DescMessage, fromBinary, type MessageShape, toBinary } from "@bufbuild/protobuf";
import { type ReadonlySignal, signal, type Signal } from "@preact/signals";
import { type ListRevisionsReply, ListRevisionsReplySchema, PageService, type PageView, PageViewSchema, type Revision } from "../gen/fika/v1/pages_pb";
import { type BlamePageReply, BlamePageReplySchema, type ComparePageReply, ComparePageReplySchema } from "../gen/fika/v1/page_history_pb";
import { asked, type AskedList } from "./page_lists";
import { shelfOf } from "./page_views";
import { isAbsence, pageKey, wantHeldPages } from "./pages";
import type { Store } from "./store";

export { ComparedKind } from "../gen/fika/v1/page_history_pb";
export type { BlamedStretch, BlamePageReply, ComparedHunk, ComparedLine, ComparedWords, ComparePageReply, RevisionMark } from "../gen/fika/v1/page_history_pb";
export { RevisionSource } from "../gen/fika/v1/pages_pb";
export type { Revision } from "../gen/fika/v1/pages_pb";

const step = 50;

// The newest first, growing. The first of them stay on this device.
export function revisions(store: Store, page: string): AskedList<Revision> {
  const kept = keeping(store, page, "history", ListRevisionsReplySchema);
  const answerOf = ({ revisions: rows, hasMore }: ListRevisionsReply) => ({ rows, next: hasMore ? `${rows.at(-1)?.number ?? 0n}` : "" });
  const ask = async (next: string) => {
    const reply = await store.query(PageService.method.listRevisions, { page, before: BigInt(next || 0), limit: step });
    if (next === "") kept.put(reply);
    return answerOf(reply);
  };
  return asked<Revision>(store, `revisions ${page}`, ask, async () => {
    const reply = await kept.get();
    return reply && answerOf(reply);
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

interface Asking<D extends DescMessage> {
  readonly page: string;
  // What of the page, as it is called on the device.
  readonly what: string;
  readonly schema: D;
  readonly ask: () => Promise<MessageShape<D>>;
}

function answered<D extends DescMessage>(store: Store, { page, what, schema, ask }: Asking<D>): AskedAnswer<MessageShape<D>> {
  type Reply = MessageShape<D>;
  const kept = keeping(store, page, what, schema);
  const now = store.memo(`${what} of ${page}`, () => {
    const made = signal<Answer<Reply>>({ state: "loading", reply: undefined });
    void kept.get().then((reply) => {
      if (reply && !made.peek().reply && made.peek().state !== "absent") made.value = { state: "here", reply };
    });
    return made;
  }) as Signal<Answer<Reply>>;
  return {
    now,
    async want() {
      try {
        const reply = await ask();
        now.value = { state: "here", reply };
        kept.put(reply);
      } catch (error) {
        now.value = isAbsence(error) ? { state: "absent", reply: undefined } : { state: now.peek().reply ? "here" : "unreachable", reply: now.peek().reply };
      }
    },
  };
}

// On this device, for reading without a network: beside the page's text, only while the page itself may be seen.
function keeping<D extends DescMessage>(store: Store, page: string, what: string, schema: D) {
  const key = `${page} ${what}`;
  const isHeld = (): boolean => store.world.get(pageKey(page)) !== undefined;
  return {
    put(reply: MessageShape<D>): void {
      if (!isHeld()) return;
      const { epoch } = store.world;
      void shelfOf(store)?.put({ page: key, epoch, readMs: Date.now(), body: toBinary(schema, reply) });
    },
    async get(): Promise<MessageShape<D> | undefined> {
      await wantHeldPages(store).catch(() => undefined);
      const kept = await shelfOf(store)?.get(key);
      return kept && isHeld() && kept.epoch === store.world.epoch ? fromBinary(schema, kept.body) : undefined;
    },
  };
}

// `to` 0: the newest.
export function comparison(store: Store, page: string, fromRevision: bigint, toRevision: bigint): AskedAnswer<ComparePageReply> {
  const ask = () => store.query(PageService.method.comparePage, { page, fromRevision, toRevision });
  return answered(store, { page, what: `comparison ${fromRevision} ${toRevision}`, schema: ComparePageReplySchema, ask });
}
// `revision` 0: the newest.
export function blame(store: Store, page: string, revision: bigint): AskedAnswer<BlamePageReply> {
  const ask = () => store.query(PageService.method.blamePage, { page, revision });
  return answered(store, { page, what: `blame ${revision}`, schema: BlamePageReplySchema, ask });
}
export function pageAsItWas(store: Store, page: string, revision: bigint): AskedAnswer<PageView> {
  const ask = () => store.query(PageService.method.getPage, { page, revision });
  return answered(store, { page, what: `revision ${revision}`, schema: PageViewSchema, ask });
}
