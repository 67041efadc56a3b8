// SPDX-License-Identifier: GPL-3.0-or-later
// Pages of the wiki: made through the API, read and written as somebody has them before them, in English.
import assert from "node:assert/strict";
import { makeId } from "./people.mjs";
import { eventually } from "./waiting.mjs";

// Without a community: a page of the whole organisation.
export async function addPage(server, { title, text = "", ...rest }, secret) {
  const id = makeId();
  await server.call("PageService/CreatePage", { id, title, text, ...rest }, secret);
  return id;
}

export const pageAtServer = (server, page, secret) => server.call("PageService/GetPage", { page }, secret);

// On top of the newest revision.
export async function saveByApi(server, page, change, secret) {
  const { page: now } = await pageAtServer(server, page, secret);
  return server.call("PageService/SavePage", { page, baseRevision: now.revision, ...change }, secret);
}

// The app's own view: the server's HTML, which is there before it, has a heading of the same words.
export async function readPage(page, server, id) {
  await page.goto(`${server.url}/p/${id}`);
  return pageOn(page);
}

export async function pageOn(page) {
  await page.locator(".reading-text").waitFor();
  return page.locator(".reading-text");
}

export const reads = (page, words) => page.locator(".reading-text").filter({ hasText: words }).waitFor();

export const chooseOfPage = async (page, item) => {
  await page.getByRole("button", { name: "More for this page" }).click();
  await page.getByRole("menuitem", { name: item, exact: true }).click();
};

export async function openEditor(page, server, id) {
  await page.goto(`${server.url}/p/${id}/edit`);
  return editorOn(page);
}

// The form of a page, whether it is there already or is begun.
export async function editorOn(page) {
  const title = page.getByRole("textbox", { name: "Title" });
  await title.waitFor();
  const field = (label) => page.getByRole("textbox", { name: label, exact: true });
  const lineWith = (words) => field("Text").locator(".cm-line").filter({ hasText: words }).first();
  return {
    page,
    title,
    field,
    // Typed at the end of the line that has these words.
    async writeAfter(words, added, pause = 0) {
      await lineWith(words).click();
      await page.keyboard.press("End");
      await page.keyboard.type(added, { delay: pause });
    },
    // Selected and typed over, as one mends a word.
    async change(before, after) {
      await lineWith(before).evaluate((line, wanted) => {
        const texts = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
        for (let node = texts.nextNode(); node; node = texts.nextNode()) {
          const at = node.data.indexOf(wanted);
          if (at < 0) continue;
          line.closest(".cm-content").focus();
          return getSelection().setBaseAndExtent(node, at, node, at + wanted.length);
        }
        throw new Error(`${wanted} is not there`);
      }, before);
      await eventually(async () => assert.equal(await page.evaluate(() => getSelection().toString()), before));
      await page.keyboard.type(after);
    },
    hasText: (words, limitMs) =>
      eventually(async () => assert.ok((await field("Text").innerText()).includes(words), `the text has ${words}`), limitMs),
    save: () => page.getByRole("button", { name: "Save", exact: true }).click(),
    publish: () => page.getByRole("button", { name: "Publish", exact: true }).click(),
  };
}

export const isAtPage = (page, id) =>
  eventually(() => assert.match(new URL(page.url()).pathname, new RegExp(`^/p/${id}(/[^/]*)?$`)));
