// SPDX-License-Identifier: GPL-3.0-or-later
// The main flows without a pointer: only keys, and only what has focus.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { focused, openBrowser, openPage, sitDown } from "./browser.mjs";
import { hasFocus, isAt, tabTo, withKeys as goByKeys } from "./keys.mjs";
import { addCommunity, addPerson, post, postsAtServer, setPassword, signInByApi, startThread } from "./people.mjs";
import { startServer } from "./server.mjs";
import { openThread } from "./thread_page.mjs";
import { eventually } from "./waiting.mjs";

let server, browser, maja, community, thread;
before(async () => {
  server = await startServer();
  maja = await addPerson(server, "Maja Lind");
  await setPassword(server, maja, "a long way to the coffee");
  community = await addCommunity(server, { name: "Coffee", members: [maja] });
  thread = await startThread(server, { community, title: "Beans", text: "Which ones?" });
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

const withKeys = (run) => goByKeys(browser, server, maja, run);

test("signing in", async () => {
  const context = await browser.newContext({ locale: "en-GB" });
  const page = await openPage(context);
  await page.goto(server.url);
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
  await page.keyboard.press("Tab");
  for (let n = 0; n < 12 && !(await page.evaluate(() => document.activeElement.matches("[type=email]"))); n += 1) await page.keyboard.press("Tab");
  await page.keyboard.type(maja.email);
  await page.keyboard.press("Tab");
  await page.keyboard.type("a long way to the coffee");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: /Maja/ }).waitFor();
  await context.close();
});

test("to a community, a thread in it, and a message written in the thread", () =>
  withKeys(async (page, keyboard) => {
    await tabTo(page, /^A Communities/);
    await keyboard.press("Enter");
    await isAt(page, "/communities");
    await hasFocus(page, /^H1 /);
    await tabTo(page, /^A Coffee/);
    await keyboard.press("Enter");
    await isAt(page, `/communities/${community}`);
    await hasFocus(page, /^H1 Coffee/);
    await tabTo(page, /^A Beans/);
    await keyboard.press("Enter");
    await isAt(page, `/threads/${thread}`);
    await hasFocus(page, /^H1 Beans/);
    await page.locator("article.message").first().waitFor();
    await hasFocus(page, /^H1 Beans/);
    await tabTo(page, /^TEXTAREA Write in the thread/);
    await keyboard.type("Those from Brazil");
    await keyboard.press("Shift+Enter");
    await keyboard.type("or from Ethiopia");
    await keyboard.press("Enter");
    await eventually(async () => {
      const texts = (await postsAtServer(server, thread)).map(({ text }) => text);
      assert.deepEqual(texts, ["Which ones?", "Those from Brazil\nor from Ethiopia"]);
    });
    await hasFocus(page, /^TEXTAREA/);
  }));

test("a new thread begun", () =>
  withKeys(async (page, keyboard) => {
    await page.goto(`${server.url}/communities/${community}`);
    await tabTo(page, /^A New thread/);
    await keyboard.press("Enter");
    await hasFocus(page, /^H1 New thread/);
    await tabTo(page, /^SELECT/);
    await keyboard.press("Tab");
    await keyboard.type("Water");
    await keyboard.press("Tab");
    await keyboard.type("From the tap?");
    await keyboard.press("Control+Enter");
    await eventually(() => assert.match(page.url(), /\/threads\/[0-9a-f-]{36}$/));
    await page.getByRole("heading", { level: 1, name: "Water" }).waitFor();
  }));

test("the palette leads to a thread", () =>
  withKeys(async (page, keyboard) => {
    await keyboard.press("Control+k");
    await page.getByRole("dialog", { name: "Go to" }).waitFor();
    await keyboard.type("bea");
    await page.getByRole("option", { name: /Beans/ }).waitFor();
    await keyboard.press("Enter");
    await isAt(page, `/threads/${thread}`);
    await keyboard.press("Control+k");
    await page.getByRole("dialog", { name: "Go to" }).waitFor();
    await keyboard.press("Escape");
    await eventually(async () => assert.equal(await page.getByRole("dialog").count(), 0));
  }));

test("one's own last message changed by the arrow up, and Escape leaves it as it was", async () => {
  const { secret } = await signInByApi(server, maja);
  const own = await startThread(server, { community, title: "Cups", text: "Large" });
  await post(server, own, "Smal", secret);
  const page = await sitDown(browser, server, maja);
  const open = await openThread(page, server, own);
  await open.sees("Smal");
  await open.field.focus();
  await page.keyboard.press("ArrowUp");
  await hasFocus(page, /^TEXTAREA Change the message/);
  await page.keyboard.press("End");
  await page.keyboard.type("l");
  await page.keyboard.press("Enter");
  await open.isSent("Small");
  await hasFocus(page, /^TEXTAREA Write in the thread/);
  await page.keyboard.press("ArrowUp");
  await hasFocus(page, /^TEXTAREA Change the message/);
  await page.keyboard.type(" or not");
  await page.keyboard.press("Escape");
  await hasFocus(page, /^TEXTAREA Write in the thread/);
  assert.deepEqual(await open.texts(), ["Large", "Small"]);
  await page.context().close();
});

test("messages are walked by j and k and answered by r", async () => {
  const own = await startThread(server, { community, title: "Milk", text: "Oats or cows?" });
  const page = await sitDown(browser, server, maja);
  const open = await openThread(page, server, own);
  await open.sees("Oats or cows?");
  await page.locator("main h1").first().evaluate((heading) => heading.focus());
  await page.keyboard.press("j");
  await eventually(async () => assert.match(await focused(page), /Oats or cows/));
  await page.keyboard.press("r");
  await hasFocus(page, /^TEXTAREA Write in the thread/);
  await page.keyboard.type("From grain");
  await page.keyboard.press("Enter");
  await open.isSent("From grain");
  await eventually(async () => {
    const last = (await postsAtServer(server, own)).at(-1);
    assert.equal(last.quotes.length, 1, "the answer quotes what it answers");
  });
  assert.deepEqual(page.faults, []);
  await page.context().close();
});
