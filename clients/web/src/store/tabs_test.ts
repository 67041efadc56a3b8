// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { MessageService, PostMessageRequestSchema } from "../gen/fika/v1/messages_pb";
import { ClientFrameSchema, type ServerFrame, ServerFrameSchema } from "../gen/fika/v1/sync_pb";
import { messages, post } from "./messages";
import { Store } from "./store";
import { thread } from "./threads";
import { Cache } from "../sync/cache";
import type { Socket } from "../sync/connection";
import { Engine } from "../sync/engine";
import { makeId } from "../sync/ids";
import { Model, type Publication, serverFrame } from "../sync/model_for_tests";
import { MemoryOutbox } from "../sync/outbox_store";
import { Tabs } from "../sync/tabs";
import type { Channel } from "../sync/tabs_needs";

const tick = (ms = 15): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function until(isTrue: () => boolean, what: string): Promise<void> {
  for (let i = 0; i < 1_000; i++) {
    if (isTrue()) return;
    await tick(5);
  }
  assert.fail(`it did not come true: ${what}`);
}

// Channel and lock of one browser, and the model server behind its sockets.
class Browser {
  readonly model = new Model();
  readonly person = makeId();
  readonly community = makeId();
  readonly thread = makeId();
  readonly disk = new MemoryOutbox();
  private readonly ears = new Set<Channel>();
  private readonly queue: (() => void)[] = [];
  private readonly lost = new Map<(() => void) | undefined, () => void>();
  readonly sockets: ModelSocket[] = [];

  constructor() {
    this.model.commit(() => {
      this.model.community(this.community);
      this.model.person(this.person);
      this.model.join(this.person, this.community, true);
      this.model.thread(this.thread, this.community);
      this.model.post(makeId(), this.thread, this.person, "First");
    });
    this.model.published.length = 0;
  }

  // A tab, up to date.
  async open(t: TestContext): Promise<{ store: Store; tabs: Tabs; die: () => void }> {
    const store = new Store(this.person);
    const channel = this.channel();
    let lead = (): void => undefined;
    const tabs = new Tabs({
      channel,
      whenLeading: (whenLeads, lost) => {
        lead = whenLeads;
        this.lost.set(lead, lost);
        this.queue.push(lead);
        if (this.queue.length === 1) queueMicrotask(lead);
        return () => {
          const isFirst = this.queue[0] === lead;
          if (this.queue.includes(lead)) this.queue.splice(this.queue.indexOf(lead), 1);
          if (isFirst && this.queue[0]) queueMicrotask(this.queue[0]);
        };
      },
      takeOver: () => {
        const [frozen] = this.queue.splice(0, 1);
        this.lost.get(frozen)?.();
        const own = this.queue.splice(this.queue.indexOf(lead), 1);
        this.queue.unshift(...own);
        queueMicrotask(lead);
      },
      makeEngine: async (onUpdate) =>
        new Engine({
          person: this.person,
          openSocket: () => {
            const socket = new ModelSocket(this.model, this.person);
            this.sockets.push(socket);
            return socket;
          },
          isSignedOut: async () => false,
          cache: Cache.none(),
          outboxStore: this.disk,
          onUpdate,
        }),
      outboxStore: this.disk,
      onUpdate: (update) => store.take(update),
    });
    store.connect(tabs);
    // As when the tab crashes: it says nothing more and hears nothing more.
    const die = (): void => {
      this.ears.delete(channel);
      channel.postMessage = () => undefined;
      tabs.close();
    };
    t.after(() => tabs.close());
    await until(() => store.status.value.isLive && thread(store, this.thread).value !== undefined, "a tab is up to date");
    return { store, tabs, die };
  }

  publish(): void {
    for (const publication of this.model.published.splice(0)) for (const socket of this.sockets) socket.publish(publication);
  }

  private channel(): Channel {
    const own: Channel = {
      onmessage: null,
      postMessage: (message) => {
        const copy = structuredClone(message);
        for (const ear of this.ears) if (ear !== own) setTimeout(() => ear.onmessage?.({ data: structuredClone(copy) }), 0);
      },
      close: () => void this.ears.delete(own),
    };
    this.ears.add(own);
    return own;
  }
}

// The server's end, for what these tests do: Hello, posts, and every commit of the one community.
class ModelSocket implements Socket {
  binaryType = "";
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  constructor(
    private readonly model: Model,
    private readonly person: string,
  ) {
    setTimeout(() => this.onopen?.(), 0);
  }
  close(): void {}
  send(bytes: Uint8Array): void {
    const { frame } = fromBinary(ClientFrameSchema, bytes);
    if (frame.case === "hello") this.say(this.model.answer(this.person, frame.value));
    if (frame.case !== "call") return;
    const { id, request } = frame.value;
    const { id: message, root, text } = fromBinary(PostMessageRequestSchema, request);
    if (!this.model.under(root).some((row) => (row.entity as { id?: string }).id === message)) {
      this.model.commit(() => this.model.post(message, root, this.person, text));
    }
    this.say(serverFrame({ case: "reply", value: { id, seq: BigInt(this.model.seq) } }));
  }
  publish({ deltas, seq }: Publication): void {
    for (const delta of deltas.values()) this.say(serverFrame({ case: "delta", value: delta }));
    this.say(serverFrame({ case: "commit", value: { seq: BigInt(seq) } }));
  }
  private say(frame: ServerFrame): void {
    const bytes = toBinary(ServerFrameSchema, frame);
    setTimeout(() => this.onmessage?.({ data: bytes.slice().buffer }), 0);
  }
}

const texts = (store: Store, root: string): string[] => messages(store, root).value.map(({ text }) => text);

test("one tab talks, all tabs see the same, whoever acts", async (t) => {
  const browser = new Browser();
  const [first, second] = [await browser.open(t), await browser.open(t)];
  assert.deepEqual([first.tabs.isLeading, second.tabs.isLeading], [true, false]);
  assert.equal(browser.sockets.length, 1);
  assert.equal(thread(second.store, browser.thread).value?.title, "Thread");
  assert.equal(second.store.status.value.isLive, true);

  await post(second.store, browser.thread, "From the second");
  assert.equal((await browser.disk.all()).length, 1, "it is on the disk, whatever becomes of the leader");
  const under = second.store.commandsAbout(browser.thread);
  await until(() => under.value[0]?.state === "sent", "the second tab knows that it was sent");
  assert.deepEqual(texts(first.store, browser.thread), ["From the second"], "drawn in both while it waits");
  browser.publish();
  for (const { store } of [first, second]) {
    await until(() => store.commands.value.length === 0, "it is confirmed");
    assert.deepEqual(texts(store, browser.thread), ["From the second"]);
  }
});

test("when the leading tab dies another takes over, and nothing is lost or doubled", async (t) => {
  const browser = new Browser();
  const [first, second, third] = [await browser.open(t), await browser.open(t), await browser.open(t)];
  first.die();
  await post(second.store, browser.thread, "While nobody led");
  await post(third.store, browser.thread, "And another");
  await until(() => browser.model.lastOrdinal(browser.thread) === 3, "both are sent");
  assert.equal(second.tabs.isLeading, true);
  for (const { store } of [second, third]) {
    await until(() => (browser.publish(), store.commands.value.length === 0), "they are confirmed");
    assert.deepEqual(texts(store, browser.thread).sort(), ["And another", "While nobody led"]);
  }
  assert.equal(browser.model.lastOrdinal(browser.thread), 3);
});

test("a frozen tab loses the lead to one that is looked at", async (t) => {
  const browser = new Browser();
  const [first, second] = [await browser.open(t), await browser.open(t)];
  const { channel } = (first.tabs as unknown as { needs: { channel: Channel } }).needs;
  channel.onmessage = null;
  second.tabs.wake();
  await until(() => second.tabs.isLeading, "the second leads");
  assert.equal(first.tabs.isLeading, false);
  await post(second.store, browser.thread, "Awake");
  await until(() => browser.model.lastOrdinal(browser.thread) === 2, "it is sent");
});

test("a tab that missed an update asks for everything", async (t) => {
  const browser = new Browser();
  const [first, second] = [await browser.open(t), await browser.open(t)];
  const hear = (second.tabs as unknown as { needs: { channel: Channel } }).needs.channel;
  const { onmessage } = hear;
  hear.onmessage = null;
  browser.model.commit(() => browser.model.post(makeId(), browser.thread, browser.person, "Missed"));
  browser.publish();
  await until(() => texts(first.store, browser.thread).length === 1, "the first has it");
  await tick(30);
  hear.onmessage = onmessage;
  browser.model.commit(() => browser.model.post(makeId(), browser.thread, browser.person, "Heard"));
  browser.publish();
  await until(() => texts(second.store, browser.thread).length === 2, "it has both");
  assert.deepEqual(texts(second.store, browser.thread), ["Missed", "Heard"]);
});

test("a socket that answers for somebody else is left at once, and nothing is sent", async (t) => {
  const model = new Model();
  const [me, stranger] = [makeId(), makeId()];
  model.commit(() => model.person(stranger));
  const disk = new MemoryOutbox();
  const request = toBinary(PostMessageRequestSchema, create(PostMessageRequestSchema, { id: makeId(), root: makeId(), text: "Mine" }));
  await disk.add({ clientId: makeId(), method: `${MessageService.typeName}/PostMessage`, request, makes: [], about: [], createdMs: Date.now() });
  const store = new Store(me);
  const openSocket = (): Socket => new ModelSocket(model, stranger);
  const engine = new Engine({ person: me, openSocket, isSignedOut: async () => false, cache: Cache.none(), outboxStore: disk, onUpdate: (update) => store.take(update) });
  store.connect(engine);
  t.after(() => engine.close());
  await engine.open();
  await until(() => store.status.value.connection === "signed_out", "it is left");
  assert.deepEqual(store.commands.value.map(({ state }) => state), ["pending"]);
  assert.equal(model.seq, 1);
});
