// SPDX-License-Identifier: GPL-3.0-or-later
// Somebody who looks at hostile lines, and what must hold of every page that shows them: nothing of them is carried
// out, nothing is fetched from elsewhere, nothing stands there that the app did not make.
import assert from "node:assert/strict";
import { sitDown } from "./browser.mjs";

export async function withHarmCheck(browser, server, person, width, run) {
  const page = await sitDown(browser, server, person, { viewport: { width, height: 3000 } });
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

// What came into view is laid out in one frame and painted by the next.
const drawn = (page) =>
  page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve()))));

// Everything is drawn once, from the end to the beginning.
export async function scrollThrough(page, box, check) {
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
