// SPDX-License-Identifier: GPL-3.0-or-later
// Pages are come to from everywhere and read: with the app, without a network, and without any script at all.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { faultsBesideNetwork, findNoFaultOfAccessibility, findNothingCutOff, focused, openBrowser, openPage, phone, sitDown } from "./browser.mjs";
import { isAt, tabTo } from "./keys.mjs";
import { addCommunity, addPerson, makeId, post, startThread } from "./people.mjs";
import { startServer } from "./server.mjs";
import { openThread } from "./thread_page.mjs";
import { eventually } from "./waiting.mjs";
import { addPage, editorOn, isAtPage, pageOn, readPage, reads } from "./wiki_pages.mjs";
import { layWire } from "./wire.mjs";

const brewing = `The **short** version stands first.

## Beans

Store them cool. How to clean stands in [[Cleaning]], and about water in [[Water and lime]].

${"A paragraph that takes its room on the page.\n\n".repeat(40)}## Grinding

Coarse for the press.`;

let server, browser, maja, coffee, closed, handbook, cleaning, brew, secret, page;
before(async () => {
  server = await startServer();
  maja = await addPerson(server, "Maja Lind");
  coffee = await addCommunity(server, { name: "Coffee", members: [maja] });
  closed = await addCommunity(server, { name: "Board", openness: "OPENNESS_PRIVATE" });
  handbook = await addPage(server, { title: "Handbook", text: "Where all begins." });
  cleaning = await addPage(server, { title: "Cleaning", parent: handbook, text: "Rinse it every day." });
  brew = await addPage(server, { title: "How we brew", parent: handbook, text: brewing });
  secret = await addPage(server, { title: "Salaries", community: closed, text: "Nobody else reads this." });
  browser = await openBrowser();
  // So wide that the tree stands beside the text.
  page = await sitDown(browser, server, maja, { viewport: { width: 1440, height: 900 } });
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

test("a page is come to through the tree, and from there by a link in its text", async () => {
  await page.goto(`${server.url}/wiki`);
  const tree = page.getByRole("navigation", { name: /^Pages of / });
  await tree.getByRole("link", { name: "How we brew" }).click();
  await isAtPage(page, brew);
  await reads(page, "Store them cool");
  await page.getByRole("heading", { level: 1, name: "How we brew" }).waitFor();
  await page.getByRole("navigation", { name: "Where this page belongs" }).getByRole("link", { name: "Handbook" }).waitFor();
  assert.equal(await tree.getByRole("link", { name: "How we brew" }).getAttribute("aria-current"), "page");
  await findNoFaultOfAccessibility(page);
  await page.locator(".reading-text").getByRole("link", { name: "Cleaning" }).click();
  await isAtPage(page, cleaning);
  await reads(page, "Rinse it every day");
  await page.getByRole("heading", { name: "Pages that link here" }).waitFor();
  await page.goBack();
  await reads(page, "Store them cool");
});

test("the tree is walked by keys, and its filter finds a page by its title", async () => {
  await page.goto(`${server.url}/wiki`);
  await tabTo(page, /^A Handbook/);
  const { keyboard } = page;
  await keyboard.press("ArrowLeft");
  const tree = page.getByRole("navigation", { name: /^Pages of / });
  await eventually(async () => assert.equal(await tree.getByRole("link", { name: "Cleaning" }).count(), 0));
  await keyboard.press("ArrowRight");
  await tree.getByRole("link", { name: "Cleaning" }).waitFor();
  await keyboard.press("ArrowDown");
  await eventually(async () => assert.match(await focused(page), /^A Cleaning/));
  await page.getByRole("searchbox", { name: "Filter by title" }).fill("brew");
  await page.getByText("1 page", { exact: true }).waitFor();
  await tree.getByRole("link", { name: /^How we brew/ }).click();
  await isAtPage(page, brew);
});

test("a link in a message leads to the page, and the page says where it is talked of", async () => {
  const thread = await startThread(server, { community: coffee, title: "Beans", text: "Which ones?" });
  await post(server, thread, `It stands in [our way of brewing](/p/${brew}).`);
  await openThread(page, server, thread);
  await page.getByRole("link", { name: "our way of brewing" }).click();
  await isAtPage(page, brew);
  await reads(page, "Store them cool");
  const discussed = page.getByRole("region", { name: "Discussed in" });
  await discussed.getByRole("link", { name: "Beans" }).click();
  await eventually(() => assert.match(new URL(page.url()).pathname, new RegExp(`^/threads/${thread}`)));
});

test("a link to a message of a page's talk opens the talk under the page, at that message", async () => {
  for (let at = 0; at < 20; at += 1) await post(server, brew, `Said ${at}`);
  const meant = await post(server, brew, "This is the one");
  for (let at = 0; at < 20; at += 1) await post(server, brew, `Said after it ${at}`);
  await page.goto(`${server.url}/p/${brew}/talk/${meant}`);
  const message = page.locator(`[data-message="${meant}"]`);
  await message.waitFor();
  await eventually(async () => assert.ok(await message.evaluate((element) => element.closest("[role=listitem]") === document.activeElement)));
  const { y } = await message.boundingBox();
  assert.ok(y > 0 && y < 900, `${y} is on the screen`);
  await reads(page, "Store them cool");
  await findNoFaultOfAccessibility(page);
});

test("the table of contents leads to a heading, and focus goes along", async () => {
  await readPage(page, server, brew);
  const contents = page.getByRole("navigation", { name: "Contents" }).last();
  await contents.getByRole("link", { name: "Grinding" }).click();
  await eventually(async () => assert.match(await focused(page), /^H[23] Grinding/));
  const heading = page.locator(".reading-text").getByRole("heading", { name: "Grinding" });
  await eventually(async () => assert.ok((await heading.boundingBox()).y < 800));
  assert.match(page.url(), /#h-/);
  // The same address, opened anew, leads there again.
  await page.reload();
  await pageOn(page);
  await eventually(async () => assert.ok((await heading.boundingBox()).y < 800));
});

test("a page that is wanted is told apart, and leads to where it is written", async () => {
  await readPage(page, server, brew);
  const wanted = page.locator(".reading-text").getByRole("link", { name: /Water and lime/ });
  assert.match(await wanted.getAttribute("class"), /\bwanted\b/);
  await wanted.click();
  await isAt(page, "/write");
  const editor = await editorOn(page);
  assert.equal(await editor.title.inputValue(), "Water and lime");
  await page.goto(`${server.url}/wiki/wanted`);
  await page.getByRole("link", { name: "Write it Water and lime" }).waitFor();
});

test("a page that nobody may see and one that is not there look the same", async () => {
  const seen = [];
  for (const id of [secret, makeId()]) {
    await page.goto(`${server.url}/p/${id}`);
    await page.getByRole("link", { name: "Show the wiki" }).waitFor();
    seen.push(await page.getByRole("main").innerText());
  }
  assert.equal(seen[0], seen[1]);
  assert.doesNotMatch(seen[0], /Salaries/);
  // The server's own answer is 404 for both, which the browser notes.
  assert.deepEqual(page.faults.splice(0).filter((text) => !/\b404\b/.test(text)), []);
});

test("a page that was read stands there without a network, after a reload too", async () => {
  const wire = await layWire(server);
  const hers = await sitDown(browser, wire, maja);
  await readPage(hers, wire, brew);
  await hers.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await reads(hers, "Store them cool");
  await hers.context().setOffline(true);
  wire.cut();
  await hers.reload();
  await reads(hers, "Store them cool");
  await hers.getByText(/^You read the page as it was/).waitFor();
  await findNoFaultOfAccessibility(hers);
  await hers.goto(`${wire.url}/p/${cleaning}`);
  await hers.getByRole("heading", { name: "Not on this device yet" }).waitFor();
  wire.mend();
  await hers.context().setOffline(false);
  await reads(hers, "Rinse it every day");
  assert.deepEqual(faultsBesideNetwork(hers), []);
  await hers.context().close();
  wire.take();
});

test("without any script the page is whole: its text, its way up, what is below it", async () => {
  const signedIn = await sitDown(browser, server, maja, phone);
  const context = await browser.newContext({ ...phone, javaScriptEnabled: false, storageState: await signedIn.context().storageState() });
  const plain = await openPage(context);
  const answer = await plain.goto(`${server.url}/p/${brew}`);
  assert.equal(answer.status(), 200);
  await plain.getByRole("heading", { level: 1, name: "How we brew" }).waitFor();
  const main = plain.getByRole("main");
  assert.match(await main.innerText(), /Store them cool[\s\S]*Coarse for the press/);
  assert.equal(await main.getByText("short").evaluate((element) => element.tagName), "STRONG");
  await plain.getByRole("link", { name: "Handbook" }).first().waitFor();
  await main.getByRole("link", { name: "Cleaning" }).first().click();
  await plain.getByRole("heading", { level: 1, name: "Cleaning" }).waitFor();
  await signedIn.goto(plain.url());
  await pageOn(signedIn);
  await findNothingCutOff(signedIn);
  const stranger = await openPage(await browser.newContext({ javaScriptEnabled: false, locale: "en-GB" }));
  await stranger.goto(`${server.url}/p/${secret}`);
  assert.doesNotMatch(await stranger.content(), /Salaries|Nobody else/);
  for (const each of [context, signedIn.context(), stranger.context()]) await each.close();
});
