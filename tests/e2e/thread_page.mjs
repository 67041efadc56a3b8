// SPDX-License-Identifier: GPL-3.0-or-later
// A thread as somebody has it before them, in English or Swedish.
import assert from "node:assert/strict";
import { eventually } from "./waiting.mjs";

const words = {
  en: { field: /^Write (in the thread|to )/, send: "Send", more: "More about this message", edit: "Change", undo: "Undo", editField: "Change the message", save: "Save", remove: "Delete", react: "React" },
  sv: { field: /^Skriv (i tråden|till )/, send: "Skicka", more: "Mer om meddelandet", edit: "Ändra", undo: "Ångra", editField: "Ändra meddelandet", save: "Spara", remove: "Radera", react: "Reagera" },
};

export async function openThread(page, server, thread) {
  await page.goto(`${server.url}/threads/${thread}`);
  return threadOn(page);
}

export async function threadOn(page) {
  // Only then is the app's language that of the page.
  await page.locator("main h1").first().waitFor();
  const own = words[await page.evaluate(() => document.documentElement.lang)];
  const field = page.getByRole("textbox", { name: own.field });
  await field.waitFor();
  const message = (text) => page.locator("article.message").filter({ hasText: text });
  const choose = async (text, item) => {
    await message(text).hover();
    await message(text).getByRole("button", { name: own.more }).click();
    await page.getByRole("menuitem", { name: item, exact: true }).click();
  };
  return {
    page,
    field,
    message,
    async write(text) {
      await field.fill(text);
      await page.getByRole("button", { name: own.send, exact: true }).click();
      await eventually(async () => assert.equal(await field.inputValue(), ""));
    },
    // Not only drawn, but at the server and back.
    async isSent(text, limitMs) {
      await eventually(async () => {
        assert.equal(await message(text).count(), 1, `${text} is there once`);
        assert.doesNotMatch(await message(text).getAttribute("class"), /message-pending/);
      }, limitMs);
    },
    async sees(text, limitMs) {
      await eventually(async () => assert.equal(await message(text).count(), 1, `sees ${text} once`), limitMs);
    },
    async edit(text, wanted) {
      await choose(text, own.edit);
      await page.getByRole("textbox", { name: own.editField }).fill(wanted);
      await page.getByRole("button", { name: own.save, exact: true }).click();
    },
    remove: (text) => choose(text, own.remove),
    undo: () => page.getByRole("button", { name: own.undo, exact: true }).click(),
    async react(text, emoji) {
      await choose(text, own.react);
      const dialog = page.getByRole("dialog");
      await dialog.getByRole("button", { name: emoji, exact: true }).click();
    },
    // The texts in the order in which they stand, without times and names.
    texts: () => page.locator("article.message .body").allInnerTexts(),
  };
}
