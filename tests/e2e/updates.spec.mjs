// SPDX-License-Identifier: GPL-3.0-or-later
// New versions of the app: it is built three times with different words, and served by a small server with
// the real one's policy.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join, resolve } from "node:path";
import { after, before, test } from "node:test";
import { faultsBesideNetwork, goTo, openBrowser, openPage } from "./browser.mjs";
import { startServer } from "./server.mjs";
import { eventually } from "./waiting.mjs";

const web = resolve("../../clients/web");
const types = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml" };
let folder, site, url, browser;

function build(word) {
  const words = join(folder, "src/i18n/en/sign_in.ts");
  const text = readFileSync(words, "utf8").replace(/("signIn\.title": )".*"/, `$1"Version ${word}"`);
  writeFileSync(words, text);
  execFileSync(process.execPath, ["scripts/build.mjs"], { cwd: folder });
}

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "fika-updates-"));
  for (const part of ["src", "public", "scripts", "package.json", "tsconfig.json"]) {
    cpSync(join(web, part), join(folder, part), { recursive: true });
  }
  symlinkSync(join(web, "node_modules"), join(folder, "node_modules"));
  build("one");
  const real = await startServer();
  const policy = (await fetch(real.url)).headers.get("content-security-policy");
  await real.stop();
  site = createServer((request, response) => {
    // Nobody is signed in, so that the home page leads to the sign-in.
    if (request.url.startsWith("/api/")) {
      response.writeHead(401, { "content-type": "application/json" });
      return response.end('{"code":"unauthenticated","message":"Sign in first."}');
    }
    const wanted = join(folder, "dist", new URL(request.url, "http://x").pathname);
    const isFile = existsSync(wanted) && statSync(wanted).isFile();
    if (!isFile && extname(wanted)) return response.writeHead(404).end();
    const file = isFile ? wanted : join(folder, "dist/index.html");
    response.writeHead(200, {
      "content-type": types[extname(file)] ?? "text/plain",
      "content-security-policy": policy,
      "cache-control": file.includes("/assets/") ? "public, max-age=31536000, immutable" : "no-cache",
    });
    response.end(readFileSync(file));
  });
  await new Promise((done) => site.listen(0, "127.0.0.1", done));
  url = `http://localhost:${site.address().port}`;
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  site?.closeAllConnections();
  site?.close();
  rmSync(folder, { recursive: true, force: true });
});

const heading = (page) => page.locator("main h1").first().textContent();
const offered = (page) => page.getByText("A new version of Fika is ready.").waitFor();
const lookForUpdate = (page) =>
  page.evaluate(() => navigator.serviceWorker.getRegistration().then((found) => found.update()));

test("the shell opens without a network, and a new version never reloads a page by itself", async () => {
  const context = await browser.newContext({ locale: "en-GB" });
  const page = await openPage(context);
  await goTo(page, url);
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);

  await context.setOffline(true);
  await goTo(page, `${url}/gallery`);
  await context.setOffline(false);
  await goTo(page, url);

  const other = await openPage(context);
  await goTo(other, `${url}/gallery`);
  await Promise.all([page, other].map((tab) => tab.evaluate(() => (window.isUntouched = true))));
  build("two");
  await lookForUpdate(page);
  await offered(page);
  assert.equal(await page.evaluate(() => window.isUntouched), true);

  await page.getByRole("button", { name: "Take it into use" }).click();
  await eventually(async () => assert.equal(await heading(page), "Version two"));
  await offered(other);
  assert.equal(await other.evaluate(() => window.isUntouched), true, "the other tab is only told");
  await other.getByRole("link", { name: "Home" }).first().click();
  await eventually(async () => assert.equal(await heading(other), "Version one"));
  await other.close();

  build("three");
  await lookForUpdate(page);
  await offered(page);
  await page.reload();
  await eventually(async () => assert.equal(await heading(page), "Version three"));
  const kept = await page.evaluate(() => caches.keys());
  assert.ok(kept.length <= 2, "older versions are cleaned away");
  assert.deepEqual(faultsBesideNetwork(page), []);
  await context.close();
});
