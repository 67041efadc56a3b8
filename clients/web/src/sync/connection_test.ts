// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import { test } from "node:test";
import { TestClock } from "./clock_for_tests";
import { Connection, type ConnectionState } from "./connection";
import { HandSocket } from "./hand_socket_for_tests";

class Scene {
  readonly clock = new TestClock();
  readonly sockets: HandSocket[] = [];
  readonly states: ConnectionState[] = [];
  readonly messages: Uint8Array[] = [];
  random = 0.5;
  isOut: () => Promise<boolean> = async () => false;
  isBlocked = false;
  readonly connection = new Connection({
    open: () => {
      if (this.isBlocked) throw new Error("the policy of the page forbids it");
      const socket = new HandSocket();
      this.sockets.push(socket);
      return socket;
    },
    onState: (state) => this.states.push(state),
    onMessage: (bytes) => this.messages.push(bytes),
    isSignedOut: () => this.isOut(),
    random: () => this.random,
    later: this.clock.later,
  });

  get socket(): HandSocket {
    const socket = this.sockets.at(-1);
    assert.ok(socket, "no socket was asked for");
    return socket;
  }
  // Connected, with a first frame that made sense.
  opened(): this {
    this.connection.start();
    this.socket.onopen?.();
    this.connection.proven();
    return this;
  }
  // How long it waits before it tries again, to a tenth of a second.
  async waited(): Promise<number> {
    const count = this.sockets.length;
    assert.equal(this.connection.state, "waiting");
    for (let ms = 0; ms <= 60_000; ms += 10) {
      if (this.sockets.length > count) return ms;
      this.clock.passNow(10);
    }
    return assert.fail("it does not try again");
  }
}

test("a socket is opened once, takes binary frames only and sends while it is open", () => {
  const scene = new Scene();
  scene.connection.start();
  scene.connection.start();
  assert.equal(scene.sockets.length, 1);
  assert.equal(scene.socket.binaryType, "arraybuffer");
  scene.connection.send(new Uint8Array([1]));
  assert.deepEqual(scene.socket.sent, [], "before it is open there is nothing to send on");
  scene.socket.onopen?.();
  scene.connection.send(new Uint8Array([2]));
  assert.deepEqual(scene.socket.sent, [new Uint8Array([2])]);
  scene.socket.onmessage?.({ data: "words" });
  scene.socket.onmessage?.({ data: new Uint8Array([3]).buffer });
  assert.deepEqual(scene.messages, [new Uint8Array([3])]);
  assert.deepEqual(scene.states, ["connecting", "open"]);
});

test("each failure doubles what may be waited, from half a second to thirty, and chance spreads it", async () => {
  for (const random of [0, 0.5, 0.999]) {
    const scene = new Scene().opened();
    scene.random = random;
    scene.socket.onclose?.({ code: 1006 });
    for (const ceiling of [500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]) {
      const wanted = Math.max(50, random * ceiling);
      const ms = await scene.waited();
      assert.ok(ms >= wanted && ms <= wanted + 10, `${ms} ms of at most ${ceiling}`);
      scene.socket.onopen?.();
      scene.socket.onclose?.({ code: 1006 });
    }
  }
});

test("the wait is short again after a connection that has stood, and only then", async () => {
  const scene = new Scene().opened();
  for (let i = 0; i < 6; i++) {
    scene.socket.onclose?.({ code: 1006 });
    await scene.waited();
    scene.socket.onopen?.();
    // It answers, and falls at once.
    scene.connection.proven();
  }
  scene.socket.onclose?.({ code: 1006 });
  assert.ok((await scene.waited()) > 10_000);
  scene.socket.onopen?.();
  scene.connection.proven();
  scene.clock.passNow(2_000);
  scene.connection.proven();
  scene.clock.passNow(3_000);
  scene.socket.onclose?.({ code: 1006 });
  assert.ok((await scene.waited()) <= 260);
});

test("a socket that says nothing is given up after twenty seconds", async () => {
  const scene = new Scene();
  scene.connection.start();
  const { socket } = scene;
  scene.clock.passNow(19_999);
  assert.equal(scene.connection.state, "connecting");
  scene.clock.passNow(1);
  assert.equal(scene.connection.state, "waiting");
  assert.ok(socket.isClosed);
  assert.equal(socket.onopen, null, "if it opens now, nobody listens");
});

test("one that is open is not given up by that clock", () => {
  const scene = new Scene().opened();
  scene.clock.passNow(120_000);
  assert.equal(scene.connection.state, "open");
  assert.equal(scene.clock.waitingCount, 0);
});

test("that the sign-in has ended is heard from the closing code, and nothing is tried until a new start", () => {
  const scene = new Scene().opened();
  scene.socket.onclose?.({ code: 4401 });
  assert.equal(scene.connection.state, "signed_out");
  scene.connection.wake();
  scene.connection.renew();
  scene.clock.passNow(600_000);
  assert.equal(scene.sockets.length, 1);
  scene.connection.start();
  assert.equal(scene.connection.state, "connecting");
});

test("a socket that was never opened may mean the same: the server is asked", async () => {
  const scene = new Scene();
  scene.isOut = async () => true;
  scene.connection.start();
  scene.socket.onclose?.({ code: 1006 });
  await scene.clock.pass(0);
  assert.equal(scene.connection.state, "signed_out");

  for (const answer of [async () => false, () => Promise.reject(new Error("no network"))]) {
    const other = new Scene();
    other.isOut = answer;
    other.connection.start();
    other.socket.onclose?.({ code: 1006 });
    await other.clock.pass(0);
    assert.equal(other.connection.state, "waiting");
  }
});

test("an answer to that question which comes too late changes nothing", async () => {
  const scene = new Scene();
  let answer = (_isOut: boolean): void => assert.fail("nobody asked");
  scene.isOut = () => new Promise((resolve) => (answer = resolve));
  scene.connection.start();
  scene.socket.onclose?.({ code: 1006 });
  await scene.clock.pass(20_000);
  assert.equal(scene.connection.state, "waiting", "no answer is no reason to stand still");
  await scene.clock.pass(30_000);
  scene.socket.onopen?.();
  answer(true);
  await scene.clock.pass(0);
  assert.equal(scene.connection.state, "open");
});

test("who is told that its frames are wrong is patient", async () => {
  for (const code of [4400, 1008]) {
    const scene = new Scene().opened();
    scene.random = 0.999;
    scene.socket.onclose?.({ code });
    assert.ok((await scene.waited()) > 29_000, String(code));
  }
  for (const code of [1000, 1001, 1011, 1013, 4999]) {
    const scene = new Scene().opened();
    scene.random = 0.999;
    scene.socket.onclose?.({ code });
    assert.ok((await scene.waited()) <= 510, String(code));
  }
});

test("a server that goes names the time within which to come back, for that once", async () => {
  const scene = new Scene().opened();
  const { socket } = scene;
  scene.connection.renew(8_000);
  assert.ok(socket.isClosed);
  const ms = await scene.waited();
  assert.ok(ms >= 4_000 && ms <= 4_010);
  scene.socket.onopen?.();
  scene.socket.onclose?.({ code: 1006 });
  assert.ok((await scene.waited()) <= 510);
});

test("when the network or the person is back it tries at once, as if nothing had failed", async () => {
  const scene = new Scene().opened();
  for (let i = 0; i < 6; i++) {
    scene.socket.onclose?.({ code: 1006 });
    if (i < 5) await scene.waited();
    scene.socket.onopen?.();
  }
  scene.connection.wake();
  assert.equal(scene.connection.state, "connecting");
  const count = scene.sockets.length;
  scene.connection.wake();
  assert.equal(scene.sockets.length, count, "it is trying already");
  scene.clock.passNow(19_000);
  assert.equal(scene.sockets.length, count, "what it waited for before is called off");
  scene.socket.onopen?.();
  scene.socket.onclose?.({ code: 1006 });
  assert.ok((await scene.waited()) <= 260);
});

test("waking one that is off, open or signed out does nothing", () => {
  const scene = new Scene();
  scene.connection.wake();
  assert.equal(scene.sockets.length, 0);
  scene.opened();
  scene.connection.wake();
  assert.equal(scene.sockets.length, 1);
  scene.connection.signedOut();
  scene.connection.wake();
  assert.equal(scene.sockets.length, 1);
});

test("stopped, it closes its socket, hears nothing more of it and leaves no timer", () => {
  const scene = new Scene().opened();
  const { socket } = scene;
  const { onclose, onmessage } = socket;
  scene.connection.stop();
  assert.ok(socket.isClosed && socket.onclose === null && socket.onmessage === null);
  assert.equal(scene.clock.waitingCount, 0);
  assert.ok(onclose && onmessage);
  assert.deepEqual(scene.states, ["connecting", "open", "off"]);
});

test("a browser that will not even open one is tried again later", async () => {
  const scene = new Scene();
  scene.isBlocked = true;
  scene.connection.start();
  assert.equal(scene.connection.state, "waiting");
  scene.isBlocked = false;
  await scene.waited();
  assert.equal(scene.connection.state, "connecting");
});
