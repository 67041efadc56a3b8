// SPDX-License-Identifier: GPL-3.0-or-later
// A headless Chromium, the people who sit before it, and what holds of every page.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { chromium } from "playwright-core";

export const pictures = process.env.FIKA_PICTURES;

const axe = readFileSync(new URL("node_modules/axe-core/axe.min.js", import.meta.url), "utf8");

export function openBrowser() {
  const quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync"];
  return chromium.launch({
    executablePath: process.env.FIKA_CHROMIUM,
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", ...quiet],
  });
}

// A page that fails the test when anything is written to the console as an error.
export async function openPage(context) {
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  page.faults = [];
  page.on("pageerror", (fault) => page.faults.push(fault.message));
  page.on("console", (message) => {
    // Asking who is signed in is answered 401 where nobody is, and the browser notes that by itself.
    const isAskingWho = /PeopleService\/GetMe$/.test(message.location().url) && /\b401\b/.test(message.text());
    if (message.type() === "error" && !isAskingWho) page.faults.push(message.text());
  });
  return page;
}

// What a lost connection writes to the console by itself.
const isOfNetwork = (text) => /net::ERR_|WebSocket connection to/.test(text);
export const faultsBesideNetwork = (page) => page.faults.filter((text) => !isOfNetwork(text));

// A window of its own in which somebody is signed in: the page, empty as yet.
export async function sitDown(browser, server, person, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: "en-GB", ...options });
  const { secret } = await server.call("SignInService/CreateSignInLink", { person: person.id });
  const signedIn = await context.request.post(`${server.url}/api/fika.v1.SignInService/SignInWithLink`, {
    data: { secret, device: "Chromium" },
  });
  assert.equal(signedIn.status(), 200, await signedIn.text());
  return openPage(context);
}

export const phone = { viewport: { width: 390, height: 844 }, locale: "sv-SE", hasTouch: true, isMobile: true };

export async function goTo(page, url) {
  await page.goto(url);
  await page.locator("main h1").first().waitFor();
}

// What has focus, by its role or element and the words on it or beside it.
export const focused = (page) =>
  page.evaluate(() => {
    const element = document.activeElement;
    const words = element.getAttribute("aria-label") ?? element.labels?.[0]?.textContent ?? element.textContent;
    return `${element.tagName} ${words.trim().slice(0, 60)}`;
  });

// Half way through a transition a colour is neither the one nor the other, and its contrast is nobody's.
const isAtRest = () =>
  new Promise((resolve) => {
    const look = () => {
      const moving = document
        .getAnimations()
        .some((each) => each.playState === "running" && each.effect?.getComputedTiming().endTime !== Infinity);
      if (moving) requestAnimationFrame(look);
      else resolve(true);
    };
    // What has just been changed begins to move in the frame after the next.
    requestAnimationFrame(() => requestAnimationFrame(look));
  });

export async function findNoFaultOfAccessibility(page) {
  await page.evaluate(isAtRest);
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe);
  const violations = await page.evaluate(async (runOnly) => {
    // The rest of its answer costs more than the search, and nobody reads it.
    const options = { runOnly, resultTypes: ["violations"], selectors: false, preload: false };
    const found = await window.axe.run(document, options);
    return found.violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => ({ html })) }));
  }, tags);
  assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`), []);
}

// For people to look at, beside those that screens.mjs takes.
export const keepPicture = (page, name) => page.screenshot({ path: `${pictures}/${name}.png` });

// Nothing may stick out sideways.
export async function findNothingCutOff(page) {
  const over = await page.evaluate(() => {
    const main = document.querySelector("main");
    return Math.max(document.documentElement.scrollWidth - innerWidth, main.scrollWidth - main.clientWidth);
  });
  assert.ok(over <= 0, `${over} pixels wider than the window`);
}
