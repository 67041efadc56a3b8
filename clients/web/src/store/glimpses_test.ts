// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import { test } from "node:test";
import { create, fromBinary, type MessageInitShape, toBinary } from "@bufbuild/protobuf";
import { CommunityService, CommunityViewSchema } from "../gen/fika/v1/communities_pb";
import { ListThreadsReplySchema, ThreadService } from "../gen/fika/v1/threads_pb";
import { CallRefused } from "../sync/calls";
import { makeId } from "../sync/ids";
import { methodName } from "../sync/methods";
import type { Port } from "../sync/port";
import { glimpse, lookAtMembers, lookFurther, lookInto, newest } from "./glimpses";
import { Store } from "./store";

const community = makeId();
const view = { community: { id: community, name: "Bread" } };
const threadView = (id: string, lastAtMs: bigint) => ({ thread: { id, title: id }, head: { root: id, lastAtMs } });

// A store whose queries are answered by `answers`, the first of a method first.
function scene(answers: Record<string, (Uint8Array | CallRefused)[]>): Store {
  const store = new Store(makeId());
  const query = async (method: string): Promise<{ seq: number; response: Uint8Array }> => {
    const answer = answers[method]?.shift();
    if (!answer) throw new Error(`nobody answers ${method}`);
    if (answer instanceof CallRefused) throw answer;
    return { seq: 1, response: answer };
  };
  store.connect({ query } as unknown as Port);
  return store;
}
const get = methodName(CommunityService.method.getCommunity);
const list = methodName(ThreadService.method.listThreads);
const asView = (init: MessageInitShape<typeof CommunityViewSchema>) => toBinary(CommunityViewSchema, create(CommunityViewSchema, init));
const asThreads = (init: MessageInitShape<typeof ListThreadsReplySchema>) =>
  toBinary(ListThreadsReplySchema, create(ListThreadsReplySchema, init));
const ids = (store: Store) => glimpse(store, community).value.threads.map(({ thread }) => thread?.id);

test("who looks into a community sees its threads, page after page, each once", async () => {
  const first = asThreads({ threads: [threadView("a", 2n), threadView("b", 1n)], nextPage: "p" });
  const second = asThreads({ threads: [threadView("b", 3n), threadView("c", 1n)] });
  const store = scene({ [get]: [asView(view)], [list]: [first, second] });
  assert.equal(glimpse(store, community).value.state, "loading");
  await lookInto(store, community);
  assert.equal(glimpse(store, community).value.state, "here");
  assert.deepEqual(ids(store), ["a", "b"]);
  await lookFurther(store, community);
  await lookFurther(store, community);
  assert.deepEqual(ids(store), ["a", "b", "c"]);
});

test("of a community that is only listed no threads are asked for", async () => {
  const store = scene({ [get]: [asView({ listing: { community, name: "Closed" } })] });
  await lookInto(store, community);
  assert.equal(glimpse(store, community).value.view?.listing?.name, "Closed");
  assert.deepEqual(ids(store), []);
});

test("what is not to be seen is absent, and what cannot be reached is told apart", async () => {
  const unreachable = new CallRefused("unavailable", "There is no connection.");
  const store = scene({ [get]: [unreachable, asView(view), unreachable, new CallRefused("not_found", "No.")], [list]: [asThreads({})] });
  const states: string[] = [];
  for (let i = 0; i < 4; i++) {
    await lookInto(store, community);
    states.push(glimpse(store, community).value.state);
  }
  assert.deepEqual(states, ["unreachable", "here", "here", "absent"], "what is on screen stays while there is no connection");
  assert.equal(glimpse(store, community).value.view, undefined);
});

test("members are asked for to the last page", async () => {
  const pages: string[] = [];
  const store = new Store(makeId());
  const { input, output } = CommunityService.method.listMembers;
  const query = async (_: string, request: Uint8Array): Promise<{ seq: number; response: Uint8Array }> => {
    const { page } = fromBinary(input, request);
    pages.push(page);
    const reply = page === "" ? { members: [{ person: "1", name: "Åsa" }], nextPage: "1" } : { members: [{ person: "2", name: "Bo" }] };
    return { seq: 1, response: toBinary(output, create(output, reply)) };
  };
  store.connect({ query } as unknown as Port);
  await lookAtMembers(store, community);
  assert.deepEqual(pages, ["", "1"]);
  assert.deepEqual(glimpse(store, community).value.members.map(({ name }) => name), ["Åsa", "Bo"]);
});

test("the newest thread is the one with the newest message, wherever it is pinned", () => {
  const { threads } = create(ListThreadsReplySchema, { threads: [threadView("pinned", 1n), threadView("new", 9n), threadView("old", 2n)] });
  assert.equal(newest(threads)?.thread?.id, "new");
  assert.equal(newest([]), undefined);
});
