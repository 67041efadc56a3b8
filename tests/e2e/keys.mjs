// SPDX-License-Identifier: GPL-3.0-or-later
// Somebody who has a keyboard and no pointer, and goes by what has focus.
import assert from "node:assert/strict";
import { focused, sitDown } from "./browser.mjs";
import { eventually } from "./waiting.mjs";

// Goes on with Tab until focus is on something of these words, as one would who does not see the page.
export async function tabTo(page, words, most = 60) {
  for (let n = 0; n < most; n += 1) {
    if (words.test(await focused(page))) return;
    await page.keyboard.press("Tab");
  }
  assert.fail(`Tab does not lead to ${words}; focus is on ${await focused(page)}`);
}

export const hasFocus = (page, words) => eventually(async () => assert.match(await focused(page), words));

export const isAt = (page, path) => eventually(() => assert.equal(new URL(page.url()).pathname, path));

// Opens a menu and walks down it to one of its items.
export async function chooseFromMenu(page, menu, item) {
  await tabTo(page, menu);
  await page.keyboard.press("Enter");
  await page.getByRole("menu").waitFor();
  for (let n = 0; n < 20 && !item.test(await focused(page)); n += 1) await page.keyboard.press("ArrowDown");
  assert.match(await focused(page), item);
  await page.keyboard.press("Enter");
}

// At home, signed in.
export async function withKeys(browser, server, person, run, options) {
  const page = await sitDown(browser, server, person, options);
  await page.goto(server.url);
  await page.locator("main h1").first().waitFor();
  await run(page, page.keyboard);
  assert.deepEqual(page.faults, []);
  await page.context().close();
}
