// SPDX-License-Identifier: GPL-3.0-or-later
import { answerWith, browser, type ServedSocket, noNetwork, refuseWith } from "./browser_for_tests";
import assert from "node:assert/strict";
import { after, beforeEach, test } from "node:test";
import { MeSchema } from "../gen/fika/v1/people_pb";
import { SignedInSchema, SignOutReplySchema } from "../gen/fika/v1/sign_in_pb";
import { makeId } from "../sync/ids";
import { CallRefused } from "../sync/calls";
import { createCommunity } from "./communities";
import { findSignIn, followOtherTabs, isExpired, signInState, signInWithPassword, signOut } from "./sign_in";
import type { Store } from "./store";

const [maja, nils] = [makeId(), makeId()];
const out = refuseWith(401, "unauthenticated");
const signsIn = (person: string) => answerWith(SignedInSchema, { person });
const password = { email: "maja@example.org", password: "hemligt", device: "Test" };

async function until(isTrue: () => boolean, what: string): Promise<void> {
  for (let i = 0; i < 400; i++) {
    if (isTrue()) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  assert.fail(`it did not come true: ${what}`);
}
function storeNow(): Store {
  const { value } = signInState;
  return value.is === "signed_in" ? value.store : assert.fail(`nobody is signed in: ${value.is}`);
}
const standing = (): string => signInState.value.is;
async function socketNow(count = 1): Promise<ServedSocket> {
  await until(() => browser.sockets.length >= count, `${count} sockets`);
  return browser.sockets.at(-1) as ServedSocket;
}
async function live(person: string): Promise<ServedSocket> {
  const socket = await socketNow();
  socket.welcome(person);
  await until(() => storeNow().status.value.isLive, "it is live");
  return socket;
}

async function leave(): Promise<void> {
  browser.server.set("SignOut", answerWith(SignOutReplySchema, {}));
  if (signInState.value.is === "signed_in") await signOut("discard");
}
// An open store would keep the process.
after(leave);
beforeEach(async () => {
  browser.storage.isFull = false;
  await leave();
  browser.sockets.length = browser.asked.length = 0;
  browser.server.clear();
  browser.server.set("GetMe", out);
});

test("a first start asks who is signed in", async () => {
  await findSignIn();
  assert.equal(standing(), "signed_out");
  browser.server.set("GetMe", noNetwork);
  await findSignIn();
  assert.equal(standing(), "unreachable");
  browser.server.set("GetMe", async () => new Response("<h1>Log on to the hotel</h1>", { headers: { "content-type": "text/html" } }));
  await findSignIn();
  assert.equal(standing(), "unreachable", "a page of somebody else is no answer");
  browser.server.set("GetMe", answerWith(MeSchema, { person: { id: maja } }));
  await findSignIn();
  assert.equal(storeNow().me, maja);
});

test("asked again while it looks, it looks once and opens one store", async () => {
  browser.server.set("GetMe", answerWith(MeSchema, { person: { id: maja } }));
  await Promise.all([findSignIn(), findSignIn()]);
  const store = storeNow();
  await findSignIn();
  assert.equal(storeNow(), store);
  assert.deepEqual(browser.asked, ["GetMe"]);
});

test("whoever was signed in here is let in without a network, and is not said to have expired", async () => {
  browser.storage.setItem("fika.person", maja);
  browser.server.set("GetMe", noNetwork);
  await findSignIn();
  assert.equal(storeNow().me, maja);
  assert.deepEqual(browser.asked, []);
  (await socketNow()).onclose?.({ code: 1006 });
  await until(() => storeNow().status.value.connection === "waiting", "it waits");
  assert.equal(isExpired.value, false);
});

test("an expired sign-in is noticed, keeps everything, and the same person goes on where they were", async () => {
  browser.server.set("SignInWithPassword", signsIn(maja));
  await signInWithPassword(password);
  const store = storeNow();
  (await live(maja)).onclose?.({ code: 4401 });
  assert.equal(isExpired.value, true);
  await createCommunity(store, { name: "Written while expired" });
  assert.equal(store.waitingCount.value, 1);
  await signInWithPassword(password);
  assert.equal(storeNow(), store);
  const socket = await socketNow(2);
  assert.equal(isExpired.value, false);
  socket.welcome(maja);
  await until(() => store.commands.value[0]?.state === "sending", "what waited is sent");
});

test("a socket that is not let in is asked about: expired when nobody is signed in, else only a bad line", async () => {
  browser.storage.setItem("fika.person", maja);
  browser.server.set("GetMe", answerWith(MeSchema, { person: { id: maja } }));
  await findSignIn();
  (await socketNow()).onclose?.({ code: 1006 });
  await until(() => storeNow().status.value.connection === "waiting", "it waits");
  assert.equal(isExpired.value, false);
  browser.server.set("GetMe", out);
  (await socketNow(2)).onclose?.({ code: 1006 });
  await until(() => isExpired.value, "it has expired");
});

test("somebody else who signs in after it expired gets a store of their own, and the first keeps what waits", async () => {
  browser.server.set("SignInWithPassword", signsIn(maja));
  await signInWithPassword(password);
  (await live(maja)).onclose?.({ code: 4401 });
  await createCommunity(storeNow(), { name: "Maja's" });
  browser.server.set("SignInWithPassword", signsIn(nils));
  await signInWithPassword(password);
  assert.equal(storeNow().me, nils);
  assert.equal(storeNow().waitingCount.value, 0);
  assert.equal(browser.storage.getItem("fika.person"), nils);
  browser.server.set("SignInWithPassword", signsIn(maja));
  await signInWithPassword(password);
  await until(() => storeNow().waitingCount.value === 1, "it is there again");
});

test("a wrong password changes nothing", async () => {
  await findSignIn();
  browser.server.set("SignInWithPassword", out);
  await assert.rejects(signInWithPassword(password), (error: unknown) => error instanceof CallRefused && error.code === "unauthenticated");
  assert.equal(standing(), "signed_out");
  assert.equal(browser.storage.getItem("fika.person"), null);
});

test("a browser with no room left lets one in all the same", async () => {
  browser.storage.isFull = true;
  browser.server.set("SignInWithPassword", signsIn(maja));
  await signInWithPassword(password);
  assert.equal(storeNow().me, maja);
});

test("signing out needs the server, unless it knows of no sign-in any more; what waits may be kept", async () => {
  browser.server.set("SignInWithPassword", signsIn(maja));
  await signInWithPassword(password);
  await live(maja);
  await createCommunity(storeNow(), { name: "Waits" });
  await assert.rejects(signOut("keep"), (error: unknown) => error instanceof CallRefused && error.code === "unavailable");
  assert.equal(storeNow().me, maja, "the cookie is still there, so nobody has signed out");
  browser.server.set("SignOut", out);
  await signOut("keep");
  assert.equal(standing(), "signed_out");
  assert.equal(browser.storage.getItem("fika.person"), null);
  await signInWithPassword(password);
  await until(() => storeNow().waitingCount.value === 1, "it waited");
  browser.server.set("SignOut", answerWith(SignOutReplySchema, {}));
  await signOut("discard");
  await signInWithPassword(password);
  await until(() => storeNow().isLoaded.value, "it is read");
  assert.equal(storeNow().waitingCount.value, 0);
});

test("what another tab does with the sign-in holds here, too", async () => {
  followOtherTabs();
  const tell = (newValue: string | null, oldValue: string | null) =>
    browser.window.dispatchEvent(Object.assign(new Event("storage"), { key: "fika.person", newValue, oldValue }));
  browser.server.set("SignInWithPassword", signsIn(maja));
  await signInWithPassword(password);
  const store = storeNow();
  tell(maja, null);
  assert.equal(storeNow(), store, "the same person");
  tell(nils, maja);
  await until(() => signInState.value.is === "signed_in" && storeNow().me === nils, "somebody else");
  const count = browser.sockets.length;
  tell(null, nils);
  assert.equal(standing(), "signed_out");
  await new Promise((resolve) => setTimeout(resolve, 50));
  assert.equal(browser.sockets.length, count, "what was still opening connects no more");
});
