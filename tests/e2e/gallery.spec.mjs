// SPDX-License-Identifier: GPL-3.0-or-later
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  findNoFaultOfAccessibility,
  findNothingCutOff,
  focused,
  goTo,
  openBrowser,
  openPage,
  pictures,
} from "./browser.mjs";
import { startServer } from "./server.mjs";
import { eventually } from "./waiting.mjs";

let server, browser;
before(async () => {
  server = await startServer();
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

async function withGallery(options, run) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: "en-GB", ...options });
  try {
    const page = await openPage(context);
    await goTo(page, `${server.url}/gallery`);
    await run(page, context);
    assert.deepEqual(page.faults, []);
  } finally {
    await context.close();
  }
}

const sizes = { phone: [390, 844], tablet: [768, 1024], desk: [1440, 900], zoomed: [320, 256] };
for (const [size, [width, height]] of Object.entries(sizes)) {
  for (const colorScheme of ["light", "dark"]) {
    for (const locale of ["sv-SE", "en-GB"]) {
      test(`the gallery is whole: ${size}, ${colorScheme}, ${locale}`, () =>
        withGallery({ viewport: { width, height }, colorScheme, locale, hasTouch: width < 500 }, async (page) => {
          await findNothingCutOff(page);
          await findNoFaultOfAccessibility(page);
          assert.equal(await page.getAttribute("html", "lang"), locale.slice(0, 2));
          await page.screenshot({ path: `${pictures}/gallery-${size}-${colorScheme}-${locale}.png` });
        }));
    }
  }
}

test("the skip link leads past the navigation", () =>
  withGallery({}, async (page) => {
    await page.keyboard.press("Tab");
    assert.match(await focused(page), /^A Skip/);
    await page.keyboard.press("Enter");
    assert.match(await focused(page), /^MAIN/);
  }));

test("a dialog closes by Escape and gives focus back", () =>
  withGallery({}, async (page) => {
    await page.getByRole("button", { name: "Open a dialog" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("dialog", { name: "Leave the community?" }).waitFor();
    await findNoFaultOfAccessibility(page);
    await page.keyboard.press("Escape");
    await eventually(async () => assert.match(await focused(page), /Open a dialog/));
    assert.equal(await page.getByRole("dialog").count(), 0);
  }));

test("a menu is opened, walked and closed by keys", () =>
  withGallery({}, async (page) => {
    await page.getByRole("button", { name: "Thread", exact: true }).first().focus();
    await page.keyboard.press("ArrowDown");
    await eventually(async () => assert.match(await focused(page), /Follow/));
    await findNoFaultOfAccessibility(page);
    await page.keyboard.press("ArrowUp");
    assert.match(await focused(page), /Delete/);
    await page.keyboard.press("r");
    assert.match(await focused(page), /Rename/);
    await page.keyboard.press("Escape");
    await eventually(async () => assert.match(await focused(page), /Thread/));
    assert.equal(await page.getByRole("menu").count(), 0);
  }));

test("tabs are chosen by arrow keys", () =>
  withGallery({}, async (page) => {
    await page.getByRole("tab", { name: /Threads/ }).focus();
    await page.keyboard.press("ArrowRight");
    assert.match(await focused(page), /About/);
    assert.equal(await page.getByRole("tab", { selected: true }).textContent(), "About");
  }));

test("ten thousand messages: few are in the page, keys reach all, each knows its place", () =>
  withGallery({}, async (page) => {
    const list = page.getByRole("list", { name: "Ten thousand messages" });
    assert.ok((await list.getByRole("listitem").count()) < 40);
    await page.getByRole("button", { name: "To the middle" }).click();
    await eventually(async () => assert.match(await focused(page), /Message 5,001/));
    const middle = page.locator("[aria-posinset='5001']");
    assert.equal(await middle.getAttribute("aria-setsize"), "10000");
    for (let i = 0; i < 12; i += 1) await page.keyboard.press("ArrowDown");
    await eventually(async () => assert.match(await focused(page), /Message 5,013/));
    const isSeen = await page.evaluate(() => {
      const item = document.activeElement.getBoundingClientRect();
      const box = document.querySelector(".virtual").getBoundingClientRect();
      return item.top >= box.top - 1 && item.bottom <= box.bottom + 1;
    });
    assert.ok(isSeen, "what has focus is seen");
    await page.keyboard.press("End");
    await eventually(async () => assert.match(await focused(page), /Message 10,000/));
  }));

test("a list opens at the item asked for, in the middle of the window, whatever the heights around it", () =>
  withGallery({}, async (page) => {
    await eventually(async () => {
      const off = await page.evaluate(() => {
        const box = document.querySelector(".virtual").getBoundingClientRect();
        const item = document.querySelector("[aria-posinset='7001']").getBoundingClientRect();
        return Math.abs(item.top - box.top - (box.bottom - item.bottom));
      });
      assert.ok(off <= 2, `${off} pixels off the middle`);
    });
  }));

test("scrolled anywhere, the list is never blank, and what had focus is not lost", () =>
  withGallery({}, async (page) => {
    await page.getByRole("button", { name: "To the middle" }).click();
    await eventually(async () => assert.match(await focused(page), /Message 5,001/));
    for (const share of [0.9, 0.1, 0.55, 0, 1, 0.3]) {
      await page.evaluate((at) => {
        const box = document.querySelector(".virtual");
        box.scrollTop = at * box.scrollHeight;
      }, share);
      await eventually(async () => {
        const isCovered = await page.evaluate(() => {
          const box = document.querySelector(".virtual").getBoundingClientRect();
          const rows = [...document.querySelectorAll("[aria-posinset]")].map((row) => row.getBoundingClientRect());
          return Math.min(...rows.map((row) => row.top)) <= box.top + 1 && Math.max(...rows.map((row) => row.bottom)) >= box.bottom - 1;
        });
        assert.ok(isCovered, `blank at ${share}`);
      });
    }
    await page.keyboard.press("ArrowDown");
    await eventually(async () => assert.match(await focused(page), /Message 5,002/));
  }));

test("a link moves focus to the heading; back restores the place", () =>
  withGallery({}, async (page, context) => {
    await page.evaluate(() => document.querySelector("main").scrollTo(0, 700));
    await page.getByRole("link", { name: "Home" }).first().click();
    await eventually(async () => assert.match(await focused(page), /^H1 /));
    // Home is for those who are signed in.
    assert.equal(new URL(page.url()).pathname, "/sign-in");
    await page.goBack();
    await eventually(async () => assert.equal(await page.evaluate(() => document.querySelector("main").scrollTop), 700));
    const opened = context.waitForEvent("page");
    await page.getByRole("link", { name: "Home" }).first().click({ modifiers: ["Control"] });
    await (await opened).close();
    assert.equal(new URL(page.url()).pathname, "/gallery");
  }));

test("theme, text size and language are chosen, and remembered", () =>
  withGallery({}, async (page) => {
    await page.getByRole("button", { name: "Look" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Theme").selectOption("dark");
    await dialog.getByLabel("Text size").selectOption("larger");
    await dialog.getByLabel("Language").selectOption("sv");
    await page.getByRole("dialog", { name: "Utseende" }).waitFor();
    await page.reload();
    await page.getByRole("heading", { name: "Galleri" }).waitFor();
    const root = await page.evaluate(() => {
      const { lang, dataset } = document.documentElement;
      return [lang, dataset.theme, getComputedStyle(document.documentElement).fontSize];
    });
    assert.deepEqual(root, ["sv", "dark", "21px"]);
  }));
