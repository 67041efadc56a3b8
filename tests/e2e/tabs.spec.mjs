// SPDX-License-Identifier: GPL-3.0-or-later
// Two tabs of one person, and a second device: one talks to the server for both tabs.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openBrowser, openPage, sitDown } from "./browser.mjs";
import { addCommunity, addPerson, postsAtServer, startThread } from "./people.mjs";
import { startServer } from "./server.mjs";
import { openThread, threadOn } from "./thread_page.mjs";
import { eventually } from "./waiting.mjs";

let server, browser, maja, thread, one, two;
before(async () => {
  server = await startServer();
  maja = await addPerson(server, "Maja Lind");
  const community = await addCommunity(server, { name: "Coffee", members: [maja] });
  thread = await startThread(server, { community, title: "Beans", text: "Which ones?" });
  browser = await openBrowser();
  one = await openThread(await sitDown(browser, server, maja), server, thread);
  two = await openThread(await openPage(one.page.context()), server, thread);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

test("a post in one tab is there in the other, whichever of them wrote", async () => {
  await one.write("From the first tab");
  await two.sees("From the first tab");
  await two.write("From the second tab");
  await one.sees("From the second tab");
  await one.isSent("From the second tab");
  await two.isSent("From the second tab");
  assert.deepEqual(await one.texts(), await two.texts());
});

test("a draft of one tab is in the other, and on another device, and gone when it has been posted", async () => {
  await one.page.bringToFront();
  await one.field.fill("Half of a thought");
  const holds = (own, text) => eventually(async () => assert.equal(await own.field.inputValue(), text));
  await holds(two, "Half of a thought");
  const elsewhere = await openThread(await sitDown(browser, server, maja), server, thread);
  await holds(elsewhere, "Half of a thought");
  await elsewhere.write("A whole thought");
  await holds(one, "");
  await holds(two, "");
  await elsewhere.page.context().close();
});

test("the tab that talks to the server is closed, and the other goes on by itself", async () => {
  await one.page.close();
  await two.write("After the first tab");
  await two.isSent("After the first tab", 20_000);
  const again = await openPage(two.page.context());
  await again.goto(two.page.url());
  await (await threadOn(again)).sees("After the first tab");
  const texts = (await postsAtServer(server, thread)).map(({ text }) => text);
  assert.deepEqual(texts, ["Which ones?", "From the first tab", "From the second tab", "A whole thought", "After the first tab"]);
  assert.deepEqual([...two.page.faults, ...again.faults], []);
});
