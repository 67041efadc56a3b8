// SPDX-License-Identifier: GPL-3.0-or-later
// Hostile lines as messages, titles, names and purposes: nothing of them is carried out, nothing is fetched
// from elsewhere, and they stay in their place on the screen.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { findNothingCutOff, openBrowser } from "./browser.mjs";
import { scrollThrough, withHarmCheck } from "./harm.mjs";
import { hostileLines } from "./hostile_lines.mjs";
import { addCommunity, addPerson, makeId, post, startThread } from "./people.mjs";
import { startServer } from "./server.mjs";
import { eventually } from "./waiting.mjs";

// A list of names, titles or purposes takes so many of them.
const shown = hostileLines.slice(0, 51).concat(hostileLines.slice(51).filter((_, at) => at % 8 === 0));
const cut = (line, size) => [...line.replace(/\s+/g, " ").trim()].slice(0, size).join("");

let server, browser, maja, community, thread, untitled;
before(async () => {
  server = await startServer();
  maja = await addPerson(server, "Maja Lind");
  community = await addCommunity(server, { name: "Coffee", members: [maja] });
  thread = await startThread(server, { community, title: cut(hostileLines[0], 200), text: "Here it comes" });
  for (const line of hostileLines) await put(post(server, thread, line));
  for (const line of shown) await put(startThread(server, { community, title: cut(line, 200), text: line }));
  for (const line of shown) await put(addCommunity(server, { name: cut(line, 80), purpose: cut(line, 1000), theme: cut(line, 40), members: [maja] }));
  for (const line of shown) await put(addPerson(server, cut(line, 80)));
  untitled = await startThread(server, { community, text: hostileLines[1] });
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

// The server may refuse a line, as long as it says that the line is at fault.
async function put(made) {
  await made.catch((fault) => assert.match(fault.message, /invalid_argument|failed_precondition/));
}

// In the box, among the conditions, and in what is said where nothing is found.
const asked = `"><img src=x onerror=alert(1)> kind:<b>x</b> from:"<script>alert(2)</script>" ${"w".repeat(300)}`;

const asMaja = (width, run) => withHarmCheck(browser, server, maja, width, run);

async function goTo(page, path) {
  await page.goto(server.url + path);
  await page.locator("main h1").first().waitFor();
}

for (const width of [1280, 320]) {
  test(`${hostileLines.length} lines as messages harm nothing at ${width} pixels`, () =>
    asMaja(width, async (page, isHarmless) => {
      await goTo(page, `/threads/${thread}`);
      await page.locator("article.message").first().waitFor();
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

  test(`titles, names, purposes and themes harm nothing at ${width} pixels`, () =>
    asMaja(width, async (page, isHarmless) => {
      for (const path of ["/", "/communities", `/communities/${community}`, `/communities/${community}/members`, "/people", "/search?q=script+alert", `/search?q=${encodeURIComponent(asked)}`, `/threads/${untitled}`]) {
        await goTo(page, path);
        await page.waitForFunction(() => !document.querySelector(".skeleton"));
        await isHarmless();
        await eventually(() => findNothingCutOff(page), 1000).catch((fault) => assert.fail(`${path}: ${fault.message}`));
      }
    }));
}
