// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { create, fromBinary, type MessageInitShape, toBinary } from "@bufbuild/protobuf";
import { NoteGapReplySchema, NoteGapRequestSchema, SearchKind, SearchReplySchema, type SearchRequest, SearchRequestSchema } from "../gen/fika/v1/search_pb";
import { CallRefused } from "../sync/calls";
import { TestClock } from "../sync/clock_for_tests";
import { makeId } from "../sync/ids";
import type { Port, QueryAnswer } from "../sync/port";
import { Seeking } from "./search";
import { Store } from "./store";

type Reply = MessageInitShape<typeof SearchReplySchema>;
interface Call {
  readonly request: SearchRequest;
  answer(reply: Reply): void;
  refuse(code: string): void;
}

// A server that answers when the test says so.
function scene(t: TestContext) {
  const clock = TestClock.install(t);
  const calls: Call[] = [];
  const gaps: string[] = [];
  const query = (method: string, bytes: Uint8Array): Promise<QueryAnswer> => {
    if (method.endsWith("/NoteGap")) {
      gaps.push(fromBinary(NoteGapRequestSchema, bytes).query);
      return Promise.resolve({ seq: 1, response: toBinary(NoteGapReplySchema, create(NoteGapReplySchema)) });
    }
    return new Promise((resolve, reject) => {
      calls.push({
        request: fromBinary(SearchRequestSchema, bytes),
        answer: (reply) => resolve({ seq: 1, response: toBinary(SearchReplySchema, create(SearchReplySchema, reply)) }),
        refuse: (code) => reject(new CallRefused(code, "")),
      });
    });
  };
  const store = new Store(makeId());
  store.connect({ query } as unknown as Port);
  const open = () => {
    const seeking = new Seeking(store);
    t.after(() => seeking.close());
    return seeking;
  };
  return { clock, calls, gaps, store, open, seeking: open() };
}
const asking = (query: string, more: { root?: string; isExact?: boolean } = {}) => ({ query, root: "", isExact: false, ...more });
const hits = (...ids: string[]) => ({ hits: ids.map((id) => ({ kind: SearchKind.THREAD, id, root: id })) });
const shown = (seeking: Seeking): string[] | undefined => seeking.found.value?.hits.map(({ id }) => id);

test("what is typed is asked for at the next pause, its last word as a beginning", async (t) => {
  const { clock, calls, seeking } = scene(t);
  for (const typed of ["k", "ka", "kaf"]) {
    seeking.type(asking(typed));
    await clock.pass(30);
  }
  assert.equal(calls.length, 0);
  await clock.pass(80);
  assert.deepEqual(calls.map(({ request }) => [request.query, request.partial]), [["kaf", true]]);
  calls[0]!.answer(hits("a"));
  await clock.pass(0);
  assert.deepEqual(shown(seeking), ["a"]);
  assert.equal(seeking.state.value, "here");
});

test("an answer that comes too late is dropped, and what is there stays until a newer one comes", async (t) => {
  const { clock, calls, seeking } = scene(t);
  seeking.type(asking("ka"));
  await clock.pass(80);
  seeking.type(asking("kaf"));
  await clock.pass(80);
  calls[1]!.answer(hits("new"));
  await clock.pass(0);
  calls[0]!.answer(hits("old"));
  await clock.pass(0);
  assert.deepEqual(shown(seeking), ["new"]);
  seeking.type(asking("kaff"));
  assert.deepEqual(shown(seeking), ["new"], "nothing flickers");
  await clock.pass(80);
  assert.equal(seeking.state.value, "asking");
  seeking.type(asking(" "));
  calls[2]!.answer(hits("late"));
  await clock.pass(0);
  assert.equal(seeking.found.value, null, "nothing is asked any more");
});

test("a slow server is asked two things at a time, and then the last one", async (t) => {
  const { clock, calls, seeking } = scene(t);
  for (const typed of ["a", "ab", "abc", "abcd"]) {
    seeking.type(asking(typed));
    await clock.pass(80);
  }
  assert.deepEqual(calls.map(({ request }) => request.query), ["a", "ab"]);
  calls[0]!.answer(hits("1"));
  await clock.pass(0);
  assert.deepEqual(calls.map(({ request }) => request.query), ["a", "ab", "abcd"]);
  assert.deepEqual(shown(seeking), ["1"]);
});

test("hits are counted when the typing rests; with Enter at once", async (t) => {
  const { clock, calls, seeking } = scene(t);
  seeking.type(asking("kaffe"));
  await clock.pass(80);
  calls[0]!.answer({ ...hits("a"), hasMore: true });
  await clock.pass(200);
  assert.equal(calls.length, 1);
  await clock.pass(200);
  assert.deepEqual([calls[1]!.request.withFacets, calls[1]!.request.limit], [true, 1]);
  calls[1]!.answer({ facets: { count: 7 } });
  await clock.pass(3_000);
  assert.equal(seeking.found.value?.facets?.count, 7);
  assert.deepEqual(shown(seeking), ["a"]);
  seeking.enter(asking("kaffe"));
  assert.deepEqual([calls[2]!.request.withFacets, calls[2]!.request.partial], [true, false]);
  calls[2]!.answer({ ...hits("a"), facets: { count: 7 } });
  await clock.pass(3_000);
  assert.equal(calls.length, 3);
});

test("that nothing was found is told after a rest or with Enter, once a query, and never while somebody types", async (t) => {
  const { clock, calls, gaps, seeking } = scene(t);
  for (const typed of ["kal", "kalibrera X9"]) {
    seeking.type(asking(typed));
    await clock.pass(500);
    calls.at(-1)!.answer({});
    await clock.pass(0);
  }
  assert.deepEqual(gaps, []);
  await clock.pass(2_000);
  assert.deepEqual(gaps, ["kalibrera X9"]);
  seeking.enter(asking("kalibrera X9"));
  calls.at(-1)!.answer({});
  await clock.pass(3_000);
  seeking.enter(asking("okänt"));
  calls.at(-1)!.answer({});
  await clock.pass(0);
  assert.deepEqual(gaps, ["kalibrera X9", "okänt"]);
  seeking.enter(asking("inom", { root: makeId() }));
  calls.at(-1)!.answer({});
  await clock.pass(3_000);
  assert.equal(gaps.length, 2, "within one thread it says nothing of the rest");
});

test("more hits come behind those that are there, each once", async (t) => {
  const { clock, calls, seeking } = scene(t);
  seeking.enter(asking("kaffe"));
  calls[0]!.answer({ ...hits("a", "b"), hasMore: true, facets: { count: 3 } });
  await clock.pass(0);
  const growing = seeking.more();
  assert.equal(calls[1]!.request.offset, 2);
  calls[1]!.answer(hits("b", "c"));
  await growing;
  assert.deepEqual(shown(seeking), ["a", "b", "c"]);
  assert.equal(seeking.found.value?.facets?.count, 3);
  assert.equal(seeking.found.value?.hasMore, false);
});

test("going back finds a search as it was left, without asking again", async (t) => {
  const { clock, calls, open, seeking } = scene(t);
  seeking.enter(asking("kaffe"));
  calls[0]!.answer({ ...hits("a"), facets: { count: 1 } });
  await clock.pass(0);
  const again = open();
  again.show(asking("kaffe"));
  assert.deepEqual(shown(again), ["a"]);
  assert.equal(calls.length, 1);
  await clock.pass(60_000);
  again.show(asking("kaffe"));
  assert.deepEqual(shown(again), ["a"], "there at once");
  assert.equal(calls.length, 2, "and looked after");
  calls[1]!.answer(hits("b"));
  await clock.pass(0);
  assert.deepEqual(shown(again), ["b"]);
  await clock.pass(600_000);
  const later = open();
  later.show(asking("kaffe"));
  assert.equal(later.found.value, null);
  assert.equal(calls.length, 3);
});

test("what one has just done is to be in the answer", async (t) => {
  const { calls, store, seeking } = scene(t);
  const nothing = { changes: [], outbox: { changed: [], removed: [] } };
  store.take({ ...nothing, ownSeq: 7 });
  store.take({ ...nothing, ownSeq: 5 });
  seeking.enter(asking("kaffe"));
  assert.equal(calls[0]!.request.afterSeq, 7n);
});

test("an index that is being made ready is asked again by itself", async (t) => {
  const { clock, calls, store, seeking } = scene(t);
  const status = { connection: "open", isLive: true, offlineSinceMs: 0, notKept: [] } as const;
  store.take({ changes: [], outbox: { changed: [], removed: [] }, status });
  seeking.enter(asking("kaffe"));
  calls[0]!.refuse("unavailable");
  await clock.pass(0);
  assert.equal(seeking.state.value, "preparing");
  await clock.pass(2_000);
  assert.equal(seeking.state.value, "preparing", "what is said stays while it is asked again");
  calls[1]!.answer(hits("a"));
  await clock.pass(0);
  assert.equal(seeking.state.value, "here");
  assert.deepEqual(shown(seeking), ["a"]);
});

test("without a connection it says so, and a refusal is told apart", async (t) => {
  const { clock, calls, seeking } = scene(t);
  seeking.enter(asking("kaffe"));
  calls[0]!.refuse("unavailable");
  await clock.pass(0);
  assert.equal(seeking.state.value, "unreachable");
  seeking.enter(asking("kaffe te"));
  calls[1]!.refuse("invalid_argument");
  await clock.pass(0);
  assert.equal(seeking.state.value, "refused");
  assert.equal((seeking.refusal as CallRefused).code, "invalid_argument");
});
