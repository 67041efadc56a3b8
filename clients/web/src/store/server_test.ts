// SPDX-License-Identifier: GPL-3.0-or-later
// Two people with the whole of sync/ and store/ against the real server, through losses and kill -9.
import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { test } from "node:test";
import { inflateRawSync } from "node:zlib";
import { CommunityService } from "../gen/fika/v1/communities_pb";
import { Cache } from "../sync/cache";
import { Engine } from "../sync/engine";
import { DatabaseOutbox, openOwnDatabase } from "../sync/outbox_store";
import { type Account, serverProgram, TestServer } from "../sync/server_for_tests";
import { TestSocket } from "../sync/socket_for_tests";
import { createCommunity, joinCommunity, myCommunities } from "./communities";
import { deleteMessage, editMessage, markRead, messages, post, react, reactions } from "./messages";
import { openRoot } from "./opening";
import { nameOf, wantPeople } from "./people";
import { Store } from "./store";
import { head, startThread, threads, unread, unreadIn } from "./threads";

class Device {
  readonly store: Store;
  private engine: Engine | undefined;
  socket: TestSocket | undefined;
  isPlugged = true;

  constructor(
    private readonly server: TestServer,
    private readonly account: Account,
  ) {
    this.store = new Store(account.person);
  }
  async open(): Promise<this> {
    const { person, token } = this.account;
    this.engine = new Engine({
      person,
      openSocket: () => {
        if (!this.isPlugged) throw new Error("no network");
        return (this.socket = new TestSocket(this.server.port, token));
      },
      isSignedOut: async () => false,
      cache: await Cache.open(person, (error) => assert.fail(String(error))),
      outboxStore: new DatabaseOutbox(await openOwnDatabase(person)),
      inflate: async (bytes) => inflateRawSync(bytes),
      random: () => 0.1,
      onUpdate: (update) => this.store.take(update),
    });
    this.store.connect(this.engine);
    await this.engine.open();
    return this;
  }
  unplug(): void {
    this.isPlugged = false;
    this.socket?.cut();
  }
  plugIn(): void {
    this.isPlugged = true;
    this.engine?.wake();
  }
  close(): void {
    this.engine?.close();
  }
}

async function until(isTrue: () => boolean, what: string): Promise<void> {
  for (let i = 0; i < 600; i++) {
    if (isTrue()) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  assert.fail(`it did not come true: ${what}`);
}
const texts = (store: Store, root: string): string[] => messages(store, root).value.map((each) => each.text);

test("two people talk through losses, and nothing is lost or doubled", { skip: serverProgram ? false : "no fika-server is built" }, async () => {
  const server = await TestServer.start();
  const [annaAccount, bertilAccount] = [await server.person("Anna"), await server.person("Bertil")];
  const devices = [annaAccount, bertilAccount, bertilAccount].map((account) => new Device(server, account));
  const [anna, bertil, again] = devices as [Device, Device, Device];
  await anna.open();
  await bertil.open();
  try {
    await until(() => anna.store.status.value.isLive && bertil.store.status.value.isLive, "both are live");
    const community = await createCommunity(anna.store, { name: "Bread" });
    const thread = await startThread(anna.store, { community, title: "Sourdough", text: "How warm?" });
    assert.deepEqual(threads(anna.store, community).value.map(({ title }) => title), ["Sourdough"], "drawn at once");
    await until(() => anna.store.commands.value.length === 0, "it is confirmed");
    assert.deepEqual(myCommunities(anna.store).value.map(({ name }) => name), ["Bread"]);

    await joinCommunity(bertil.store, community);
    await until(() => threads(bertil.store, community).value.length === 1, "Bertil sees the thread");
    const open = openRoot(bertil.store, thread);
    open.show(1, 50);
    await until(() => open.state.value === "current", "Bertil has the messages");
    assert.deepEqual(texts(bertil.store, thread), ["How warm?"]);
    assert.equal(unread(bertil.store, thread).value, 0, "it was said before he came");
    await wantPeople(bertil.store, [annaAccount.person]);
    await until(() => nameOf(bertil.store, annaAccount.person).value === "Anna", "Anna has a name");

    const second = await post(bertil.store, thread, "27 degrees");
    await react(bertil.store, second, "👍", true);
    const annaOpen = openRoot(anna.store, thread);
    annaOpen.show(1, 50);
    await until(() => texts(anna.store, thread).length === 2 && reactions(anna.store, second).value.length === 1, "Anna has both");
    await markRead(bertil.store, thread, 2);
    await until(() => unread(bertil.store, thread).value === 0 && bertil.store.commands.value.length === 0, "read");

    // Offline, both write and edit.
    bertil.unplug();
    await until(() => !bertil.store.status.value.isLive, "Bertil is offline");
    await post(bertil.store, thread, "Written offline");
    await editMessage(bertil.store, second, "28 degrees");
    assert.deepEqual(texts(bertil.store, thread), ["How warm?", "28 degrees", "Written offline"]);
    assert.equal(bertil.store.waitingCount.value, 2);
    await post(anna.store, thread, "Meanwhile");
    await until(() => anna.store.commands.value.length === 0, "Anna's is confirmed");
    assert.equal(texts(bertil.store, thread).includes("Meanwhile"), false);

    // A new start of the app from its own databases, still without a network.
    bertil.close();
    again.isPlugged = false;
    await again.open();
    const againOpen = openRoot(again.store, thread);
    againOpen.show(1, 50);
    await until(() => texts(again.store, thread).length === 3, "it is all there without a network");
    assert.equal(againOpen.state.value, "stale");
    await server.end("SIGKILL");
    await server.run();
    again.plugIn();
    const whole = ["How warm?", "28 degrees", "Meanwhile", "Written offline"];
    await until(() => again.store.commands.value.length === 0 && texts(again.store, thread).length === 4, "all is sent");
    assert.deepEqual(texts(again.store, thread), whole);
    await until(() => againOpen.state.value === "current", "current again");
    anna.plugIn();
    await until(() => texts(anna.store, thread).length === 4, "Anna has it, too");
    assert.deepEqual(texts(anna.store, thread), whole);
    assert.deepEqual(unreadIn(again.store, community).value.threads, unread(again.store, thread).value > 0 ? 1 : 0);

    // A refusal waits for the person, and what builds on it with it.
    await deleteMessage(again.store, second);
    const lost = await startThread(again.store, { community: thread, title: "Nowhere", text: "Into a thread" });
    await post(again.store, lost, "And behind it");
    await post(again.store, thread, "This goes on");
    await until(() => again.store.refused.value.length === 1 && again.store.commands.value.length === 2, "one is refused, one held");
    assert.deepEqual(again.store.commands.value.map(({ state }) => state), ["refused", "held"]);
    await again.store.discard(again.store.refused.value[0]?.n ?? 0);
    assert.equal(again.store.commands.value.length, 0);
    assert.equal(Number(head(again.store, thread).value?.lastOrdinal), 5);

    // Taken out of an open community, one follows it no longer, but reads on what is on screen.
    await server.call(annaAccount, CommunityService.method.removeMember, { community, person: bertilAccount.person });
    await until(() => myCommunities(again.store).value.length === 0, "it is revoked");
    await until(() => againOpen.state.value === "current" && texts(again.store, thread).length === 5, "it is watched");
    await post(anna.store, thread, "To whom it may concern");
    await until(() => texts(again.store, thread).at(-1) === "To whom it may concern", "and told of");
    againOpen.close();
    await until(() => texts(again.store, thread).length === 0, "what nobody tells of is not held");
    annaOpen.close();
    open.close();
  } finally {
    for (const device of devices) device.close();
    await server.stop();
  }
});
