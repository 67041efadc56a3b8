// SPDX-License-Identifier: GPL-3.0-or-later
// New versions of the app: it is built again and again with other words, and served beside the real server.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { faultsBesideNetwork, goTo, keepPicture, openBrowser, openPage, sitDown } from "./browser.mjs";
import { addCommunity, addPerson, postsAtServer, startThread } from "./people.mjs";
import { startServer } from "./server.mjs";
import { serveSite } from "./site.mjs";
import { openThread, threadOn } from "./thread_page.mjs";
import { eventually } from "./waiting.mjs";

const web = resolve("../../clients/web");
let folder, server, site, url, browser;

async function build(word) {
  const words = join(folder, "src/i18n/en/sign_in.ts");
  const text = readFileSync(words, "utf8").replace(/("signIn\.title": )".*"/, `$1"Version ${word}"`);
  writeFileSync(words, text);
  await promisify(execFile)(process.execPath, ["scripts/build.mjs"], { cwd: folder });
}

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "fika-updates-"));
  for (const part of ["src", "public", "scripts", "package.json", "tsconfig.json"]) {
    cpSync(join(web, part), join(folder, part), { recursive: true });
  }
  symlinkSync(join(web, "node_modules"), join(folder, "node_modules"));
  await build("one");
  server = await startServer();
  site = await serveSite(server.url, join(folder, "dist"));
  url = site.url;
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  site?.close();
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const heading = (page) => page.locator("main h1").first().textContent();
const offered = (page) => page.getByText("A new version of Fika is ready.").waitFor();
const scriptOf = (page) => page.evaluate(() => document.querySelector("script[src]").src);
const lookForUpdate = (page) =>
  page.evaluate(() => navigator.serviceWorker.getRegistration().then((found) => found.update()));

test("the shell opens without a network, and a new version never reloads a page by itself", async () => {
  const context = await browser.newContext({ locale: "en-GB" });
  const page = await openPage(context);
  await goTo(page, url);
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);

  await context.setOffline(true);
  await goTo(page, `${url}/gallery`);
  await context.setOffline(false);
  await goTo(page, url);

  const other = await openPage(context);
  await goTo(other, `${url}/gallery`);
  await Promise.all([page, other].map((tab) => tab.evaluate(() => (window.isUntouched = true))));
  await build("two");
  await lookForUpdate(page);
  await offered(page);
  assert.equal(await page.evaluate(() => window.isUntouched), true);

  await page.getByRole("button", { name: "Take it into use" }).click();
  await eventually(async () => assert.equal(await heading(page), "Version two"));
  await offered(other);
  assert.equal(await other.evaluate(() => window.isUntouched), true, "the other tab is only told");
  await other.getByRole("link", { name: "Home" }).first().click();
  await eventually(async () => assert.equal(await heading(other), "Version one"));
  await other.close();

  await build("three");
  await lookForUpdate(page);
  await offered(page);
  await page.reload();
  await eventually(async () => assert.equal(await heading(page), "Version three"));
  const kept = await page.evaluate(() => caches.keys());
  assert.ok(kept.length <= 2, "older versions are cleaned away");
  assert.deepEqual(faultsBesideNetwork(page), []);
  await context.close();
});

test("one who types while a new version comes is not disturbed, loses nothing, and has it when asking for it", async () => {
  const maja = await addPerson(server, "Maja Lind");
  const community = await addCommunity(server, { name: "Coffee", members: [maja] });
  const thread = await startThread(server, { community, title: "Beans", text: "Which ones?" });
  const beside = { ...server, url };
  const page = await sitDown(browser, beside, maja);
  let own = await openThread(page, beside, thread);
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await page.evaluate(() => (window.isUntouched = true));
  const old = await scriptOf(page);
  // Another tab of hers takes the new version into use at once.
  const other = await openPage(page.context());
  await goTo(other, `${url}/settings`);

  let typed = "";
  let isTyping = true;
  const typing = (async () => {
    await own.field.focus();
    for (let n = 1; isTyping || n <= 20; n += 1) {
      await own.field.pressSequentially(`word ${n} `, { delay: 15 });
      typed += `word ${n} `;
    }
  })();
  await build("four");
  await lookForUpdate(page);
  await Promise.all([offered(page), offered(other)]);
  const before = typed.length;
  await other.getByRole("button", { name: "Take it into use" }).click();
  await eventually(async () => assert.notEqual(await scriptOf(other), old, "the other tab has the new version"));
  await eventually(() => assert.ok(typed.length > before + 40, "she goes on typing"));
  isTyping = false;
  await typing;
  await keepPicture(page, "state-new-version");
  assert.equal(await page.evaluate(() => window.isUntouched), true, "nothing was loaded anew under her hands");
  assert.equal(await own.field.inputValue(), typed);
  assert.equal(await scriptOf(page), old);

  await page.getByRole("button", { name: "Take it into use" }).click();
  await eventually(async () => assert.notEqual(await scriptOf(page), old, "the new version is in use"));
  own = await threadOn(page);
  await eventually(async () => assert.equal(await own.field.inputValue(), typed, "the draft is still there"));
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await own.isSent("word 1 word 2");
  const texts = (await postsAtServer(server, thread)).map(({ text }) => text);
  assert.deepEqual(texts, ["Which ones?", typed.trim()]);
  assert.deepEqual([...faultsBesideNetwork(page), ...faultsBesideNetwork(other)], []);
  await page.context().close();
});
