// SPDX-License-Identifier: GPL-3.0-or-later
// The network is pulled from one of two people, the server dies under both: nothing is lost, nothing doubled.
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { faultsBesideNetwork, keepPicture, openBrowser, sitDown } from "./browser.mjs";
import { addCommunity, addPerson, postsAtServer, startThread } from "./people.mjs";
import { startServer } from "./server.mjs";
import { openThread, threadOn } from "./thread_page.mjs";
import { eventually } from "./waiting.mjs";
import { layWire } from "./wire.mjs";

let server, browser, maja, nils, community;
before(async () => {
  server = await startServer();
  maja = await addPerson(server, "Maja Lind");
  nils = await addPerson(server, "Nils Öberg");
  community = await addCommunity(server, { name: "Coffee", members: [maja, nils] });
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

// High enough to show all of a thread.
const tall = { viewport: { width: 1280, height: 2400 } };
let thread, wire, hers, his;
beforeEach(async () => {
  thread = await startThread(server, { community, title: "Beans", text: "Which ones?" });
  wire = await layWire(server);
  hers = await openThread(await sitDown(browser, wire, maja, tall), wire, thread);
  his = await openThread(await sitDown(browser, server, nils, tall), server, thread);
});

afterEach(async () => {
  await hers?.page.context().close();
  await his?.page.context().close();
  wire?.take();
});

const findNoFault = () => assert.deepEqual([...faultsBesideNetwork(hers.page), ...faultsBesideNetwork(his.page)], []);

// Both pages show what the server has, in its order.
async function allAgree(limitMs = 20_000) {
  await eventually(async () => {
    const atServer = (await postsAtServer(server, thread)).map(({ text }) => text);
    assert.deepEqual(await hers.texts(), atServer, "hers");
    assert.deepEqual(await his.texts(), atServer, "his");
  }, limitMs);
  assert.equal(await hers.page.locator(".message-pending").count(), 0);
  return hers.texts();
}

async function pullPlug() {
  await hers.page.context().setOffline(true);
  wire.cut();
  await hers.page.getByText(/^No connection/).first().waitFor();
}
async function putBackPlug() {
  wire.mend();
  await hers.page.context().setOffline(false);
}

test("one goes offline, both write and edit, and is back: nothing lost, nothing doubled, each in order", async () => {
  await hers.write("Hers before");
  await his.sees("Hers before");
  await hers.isSent("Hers before");
  await pullPlug();
  await hers.write("Hers one");
  await hers.write("Hers two");
  await hers.edit("Hers before", "Hers before, changed offline");
  await his.write("His one");
  await his.edit("His one", "His one, changed");
  await his.write("His two");
  assert.equal(await hers.message("Hers one").getByText("Waits to be sent").count(), 1);
  assert.equal(await hers.message("His one").count(), 0);
  // Two and the change of an earlier one; the draft and what was read go along uncounted.
  await hers.page.getByText("3 messages wait to be sent").waitFor();
  await keepPicture(hers.page, "state-offline");

  await putBackPlug();
  const texts = await allAgree();
  assert.deepEqual(texts, ["Which ones?", "Hers before, changed offline", "His one, changed", "His two", "Hers one", "Hers two"]);
  findNoFault();
});

test("what was written offline is still there after the page was loaded again without a network", async () => {
  await hers.page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await pullPlug();
  await hers.write("Hers, kept on the device");
  await hers.field.fill("Hers, not yet finished");
  // Without a pause: what was typed last is kept when the page goes.
  await hers.page.reload();
  hers = await threadOn(hers.page);
  await hers.sees("Which ones?");
  await hers.sees("Hers, kept on the device");
  await keepPicture(hers.page, "state-offline-from-the-start");
  await eventually(async () => assert.equal(await hers.field.inputValue(), "Hers, not yet finished"));
  await putBackPlug();
  assert.deepEqual(await allAgree(), ["Which ones?", "Hers, kept on the device"]);
  findNoFault();
});

test("the server is killed while both write: what it said yes to is there, what waited is sent", async () => {
  let isWriting = true;
  const wanted = [];
  const writeOn = async (own, name) => {
    for (let n = 1; isWriting || n <= 4; n += 1) {
      const text = `${name} ${n}.`;
      wanted.push(text);
      await own.write(text);
      await new Promise((done) => setTimeout(done, 150));
    }
  };
  const both = Promise.all([writeOn(hers, "Hers"), writeOn(his, "His")]);
  await his.isSent("Hers 2.");
  await server.kill();
  const confirmed = async (own) => own.page.locator("article.message:not(.message-pending) .body").allInnerTexts();
  const promised = [...(await confirmed(hers)), ...(await confirmed(his))];
  await new Promise((done) => setTimeout(done, 1500));
  isWriting = false;
  await both;
  // Both have begun another message when the server comes back.
  const typing = [hers, his].map((own) => own.field.pressSequentially("Begun without a server, ended with it", { delay: 60 }));
  await server.start();
  await Promise.all(typing);
  const texts = await allAgree(40_000);
  for (const own of [hers, his]) assert.equal(await own.field.inputValue(), "Begun without a server, ended with it");
  assert.deepEqual(promised.filter((text) => !texts.includes(text)), [], "what was confirmed is there");
  assert.deepEqual(texts.slice(1).sort(), wanted.sort(), "each exactly once");
  for (const name of ["Hers", "His"]) {
    const own = texts.filter((text) => text.startsWith(`${name} `));
    assert.deepEqual(own, own.map((_, at) => `${name} ${at + 1}.`), "in the order they were written");
  }
  findNoFault();
});
