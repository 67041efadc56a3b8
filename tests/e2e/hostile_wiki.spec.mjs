// SPDX-License-Identifier: GPL-3.0-or-later
// Hostile lines as titles, texts, tags and summaries of pages, and as names of files: nothing of them is carried
// out, and they stay in their place on a telephone. Some 300 of them; with FIKA_LONG all.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { findNothingCutOff, openBrowser } from "./browser.mjs";
import { scrollThrough, withHarmCheck } from "./harm.mjs";
import { hostileLines, ownCount } from "./hostile_lines.mjs";
import { addFile } from "./made_files.mjs";
import { addCommunity, addPerson, post, startThread } from "./people.mjs";
import { startServer } from "./server.mjs";
import { eventually } from "./waiting.mjs";
import { addPage, saveByApi } from "./wiki_pages.mjs";

const lines = process.env.FIKA_LONG ? hostileLines : hostileLines.filter((_, at) => at < ownCount || at % 4 === 0);
const cut = (line, size) => [...line.replace(/\s+/g, " ").trim()].slice(0, size).join("");
// A telephone's width; high enough to draw much at once.
const width = 390;

let server, browser, maja, community, thread;
const pages = [];
before(async () => {
  server = await startServer();
  maja = await addPerson(server, "Maja Lind");
  community = await addCommunity(server, { name: "Coffee", members: [maja] });
  const parent = await addPage(server, { title: "Handbook", community, text: "All of them." });
  for (const line of lines) {
    const given = { community, parent, text: `Before it.\n\n${line}` };
    const page = (await made(addPage(server, { ...given, title: cut(line, 200) }))) ?? (await made(addPage(server, { ...given, title: "Refused" })));
    if (!page) continue;
    pages.push({ page, line });
    await made(saveByApi(server, page, { tags: [cut(line, 40)], replaceTags: true }));
    await made(saveByApi(server, page, { text: `Before it.\n\n${line}\n`, minor: true, summary: cut(line, 200), language: "sv" }));
  }
  thread = await startThread(server, { community, title: "Files", text: "Here they come" });
  for (const line of lines) {
    const file = await made(addFile(server, cut(line, 200), Buffer.from("Sixty grams a litre.")));
    if (file) await post(server, thread, `[a file](/files/${file})`);
  }
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

// Undefined: the server has refused a line, saying that the line is at fault.
const made = (making) => making.catch((fault) => assert.match(fault.message, /invalid_argument|failed_precondition/));

const asMaja = (run) => withHarmCheck(browser, server, maja, width, run);
const isWhole = (page, what) => eventually(() => findNothingCutOff(page), 1000).catch((fault) => assert.fail(`${what}: ${fault.message}`));
const settled = (page) => page.waitForFunction(() => !document.querySelector(".skeleton"));

// By the app's own router, as a press on a link goes.
const follow = (page, path) =>
  page.evaluate((to) => {
    const link = document.createElement("a");
    link.href = to;
    document.querySelector("main").append(link);
    link.click();
    link.remove();
  }, path);

test(`${lines.length} lines as pages harm nothing, in the app and as the server writes them`, () =>
  asMaja(async (page, isHarmless) => {
    assert.ok(pages.length > lines.length * 0.9, `${pages.length} pages were made`);
    await page.goto(`${server.url}/p/${pages[0].page}`);
    for (const [at, { page: id, line }] of pages.entries()) {
      // The server's own HTML comes first when the address is opened anew.
      if (at % 8 === 0) await page.goto(`${server.url}/p/${id}`);
      else await follow(page, `/p/${id}`);
      await eventually(async () => {
        assert.ok(new URL(page.url()).pathname.startsWith(`/p/${id}`));
        assert.match(await page.locator(".reading-text").innerText({ timeout: 2000 }), /^Before it\./);
      }).catch((fault) => assert.fail(`${line}: ${fault.message}`));
      await isHarmless().catch((fault) => assert.fail(`${line}: ${fault.message}`));
      await isWhole(page, line);
    }
  }));

test("titles, tags and summaries harm nothing where they stand in lists and forms", () =>
  asMaja(async (page, isHarmless) => {
    const some = pages.filter((_, at) => at % 12 === 0).flatMap(({ page: id }) => [`/p/${id}/edit`, `/p/${id}/history`, `/p/${id}/compare?from=1`, `/p/${id}/blame`, `/p/${id}/talk`]);
    const lists = ["/wiki", "/wiki/recent", "/wiki/tags", "/wiki/wanted", `/communities/${community}/pages`, "/"];
    for (const path of [...lists, ...some]) {
      await page.goto(server.url + path);
      await page.locator("main h1").first().waitFor();
      await settled(page);
      await isHarmless().catch((fault) => assert.fail(`${path}: ${fault.message}`));
      await isWhole(page, path);
    }
    await page.goto(`${server.url}/wiki/tags`);
    const links = page.locator("main a[href^='/wiki/tags/']");
    await links.first().waitFor();
    const tags = await links.evaluateAll((all) => all.map((link) => link.getAttribute("href")));
    assert.ok(tags.length > 20, `${tags.length} tags stand there`);
    for (const path of tags.filter((_, at) => at % 12 === 0)) {
      await follow(page, path);
      await page.getByRole("link", { name: "All tags" }).first().waitFor();
      await settled(page);
      await isHarmless().catch((fault) => assert.fail(`${path}: ${fault.message}`));
      await isWhole(page, path);
    }
  }));

test("names of files harm nothing in messages", () =>
  asMaja(async (page, isHarmless) => {
    await page.goto(`${server.url}/threads/${thread}`);
    await page.locator("article.message .file-card").first().waitFor();
    const list = page.locator(".virtual");
    await list.evaluate((element) => (element.scrollTop = element.scrollHeight));
    await scrollThrough(page, list, async () => {
      await isHarmless();
      await findNothingCutOff(page);
      const wide = await page.locator("article.message").evaluateAll((rows) =>
        rows.filter((row) => row.scrollWidth > row.clientWidth + 1).map((row) => row.textContent.slice(0, 120)),
      );
      assert.deepEqual(wide, [], "sticks out of its row");
    });
  }));
