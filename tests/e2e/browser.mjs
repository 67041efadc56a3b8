// SPDX-License-Identifier: GPL-3.0-or-later
// One real server on an empty data folder, one headless Chromium; both end with the tests of a file.
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
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

export function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

// Answers { url, stop }.
export async function startServer() {
  const folder = mkdtempSync(join(tmpdir(), "fika-e2e-"));
  const data = join(folder, "data");
  const init = ["init", "--data", data, "--organisation", "Fika", "--admin", "admin@example.org"];
  const made = spawnSync(process.env.FIKA_SERVER, init, { encoding: "utf8" });
  assert.equal(made.status, 0, made.stderr);
  const port = await freePort();
  const server = spawn(process.env.FIKA_SERVER, ["serve", "--data", data, "--port", String(port)], { stdio: "ignore" });
  const url = `http://localhost:${port}`;
  await eventually(async () => assert.equal((await fetch(`${url}/readyz`)).status, 200));
  return {
    url,
    stop: () =>
      new Promise((resolve) => {
        server.once("exit", () => {
          rmSync(folder, { recursive: true, force: true });
          resolve();
        });
        server.kill("SIGTERM");
      }),
  };
}

// Tries until it holds; the last failure is the test's.
export async function eventually(check, limitMs = 8000) {
  const end = Date.now() + limitMs;
  for (;;) {
    try {
      return await check();
    } catch (fault) {
      if (Date.now() > end) throw fault;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

// A page that fails the test when anything is written to the console as an error.
export async function openPage(context) {
  const page = await context.newPage();
  page.faults = [];
  page.on("pageerror", (fault) => page.faults.push(fault.message));
  page.on("console", (message) => {
    // Asking who is signed in is answered 401 where nobody is, and the browser notes that by itself.
    const isAskingWho = /PeopleService\/GetMe$/.test(message.location().url) && /\b401\b/.test(message.text());
    if (message.type() === "error" && !isAskingWho) page.faults.push(message.text());
  });
  return page;
}

export async function goTo(page, url) {
  await page.goto(url);
  await page.locator("main h1").first().waitFor();
}

// What has focus, by its role or element and the words on it.
export const focused = (page) =>
  page.evaluate(() => {
    const element = document.activeElement;
    return `${element.tagName} ${element.getAttribute("aria-label") ?? element.textContent.slice(0, 60)}`;
  });

export async function findNoFaultOfAccessibility(page) {
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const { violations } = await page.evaluate(`${axe}; axe.run(document, { runOnly: ${JSON.stringify(tags)} })`);
  assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`), []);
}

// Nothing may stick out sideways.
export async function findNothingCutOff(page) {
  const over = await page.evaluate(() => {
    const main = document.querySelector("main");
    return Math.max(document.documentElement.scrollWidth - innerWidth, main.scrollWidth - main.clientWidth);
  });
  assert.ok(over <= 0, `${over} pixels wider than the window`);
}
