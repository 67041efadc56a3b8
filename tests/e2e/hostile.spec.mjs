// SPDX-License-Identifier: GPL-3.0-or-later
// Hostile lines as messages, titles, names and purposes: nothing of them is carried out, nothing is fetched
// from elsewhere, and they stay in their place on the screen.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { findNothingCutOff, openBrowser, sitDown } from "./browser.mjs";
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

async function asMaja(width, run) {
  const page = await sitDown(browser, server, maja, { viewport: { width, height: 3000 } });
  const foreign = [];
  page.on("dialog", (dialog) => (foreign.push(`dialog ${dialog.message()}`), dialog.dismiss()));
  page.on("popup", () => foreign.push("popup"));
  page.on("request", (request) => {
    if (!request.url().startsWith(server.url)) foreign.push(request.url());
  });
  await page.addInitScript(() => {
    window.__violations = [];
    for (const name of ["alert", "confirm", "prompt", "print", "open"]) window[name] = () => (window.__pwned = name);
    document.addEventListener("securitypolicyviolation", (event) => window.__violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
  });
  const isHarmless = async () => {
    const harm = await page.evaluate(() => ({
      pwned: window.__pwned ?? null,
      violations: window.__violations,
      handlers: [...document.querySelectorAll("*")].flatMap((element) => [...element.attributes].filter(({ name }) => name.startsWith("on") || name === "style" && element.closest(".body")).map(({ name }) => `${element.tagName} ${name}`)),
      strange: [...document.querySelectorAll("main :is(script, style, iframe, object, embed, form, meta, base, link, img):not(form[class])")].map((element) => element.outerHTML.slice(0, 100)),
      links: [...document.querySelectorAll("a[href]")].map((link) => link.protocol).filter((protocol) => !["http:", "https:", "mailto:"].includes(protocol)),
    }));
    assert.deepEqual(harm, { pwned: null, violations: [], handlers: [], strange: [], links: [] });
  };
  await run(page, isHarmless);
  assert.deepEqual(foreign, []);
  assert.deepEqual(page.faults, []);
  await page.context().close();
}

async function goTo(page, path) {
  await page.goto(server.url + path);
  await page.locator("main h1").first().waitFor();
}

// What came into view is laid out in one frame and painted by the next.
const drawn = (page) =>
  page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve()))));

// Everything is drawn once, from the end to the beginning.
async function scrollThrough(page, box, check) {
  let last = -1;
  for (let steps = 0; steps < 200; steps += 1) {
    await drawn(page);
    await check();
    const now = await box.evaluate((element) => {
      element.scrollTop -= element.clientHeight * 0.9;
      return element.scrollTop;
    });
    if (now === last || now <= 0) break;
    last = now;
  }
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
      for (const path of ["/", "/communities", `/communities/${community}`, `/communities/${community}/members`, "/people", "/go", `/threads/${untitled}`]) {
        await goTo(page, path);
        await page.waitForFunction(() => !document.querySelector(".skeleton"));
        await isHarmless();
        await eventually(() => findNothingCutOff(page), 1000).catch((fault) => assert.fail(`${path}: ${fault.message}`));
      }
    }));
}
