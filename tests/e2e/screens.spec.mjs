// SPDX-License-Identifier: GPL-3.0-or-later
// Every screen, in both themes and both languages: nothing for axe to find, nothing cut off at 320 pixels, no
// fault in the console. Pictures at three widths stay for people to look at.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { findNoFaultOfAccessibility, findNothingCutOff, openBrowser, openPage, pictures, sitDown } from "./browser.mjs";
import { foundOrganisation } from "./organisation.mjs";
import { invitation, oneTimeLink } from "./people.mjs";
import { startServer } from "./server.mjs";

let server, browser, place;
before(async () => {
  server = await startServer();
  place = await foundOrganisation(server);
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

const screens = {
  home: () => "/",
  communities: () => "/communities",
  "new-community": () => "/communities/new",
  community: () => `/communities/${place.coffee}`,
  "community-on-request": () => `/communities/${place.closed}`,
  "community-about": () => `/communities/${place.coffee}/about`,
  "community-members": () => `/communities/${place.coffee}/members`,
  "community-settings": () => `/communities/${place.coffee}/settings`,
  "new-thread": () => `/communities/${place.coffee}/new-thread`,
  thread: () => `/threads/${place.thread}`,
  "thread-absent": () => "/threads/01a2025a-e3de-7d1e-88b7-d3dfcf6b84f7",
  conversations: () => "/conversations",
  "new-conversation": () => "/conversations/new",
  conversation: () => `/conversations/${place.conversation}`,
  switcher: () => "/go",
  people: () => "/people",
  profile: () => `/people/${place.nils.id}`,
  "own-profile": () => `/people/${place.maja.id}`,
  saved: () => "/saved",
  settings: () => "/settings",
  "settings-account": () => "/settings/account",
  "settings-invitations": () => "/settings/invitations",
  "sign-out": () => "/sign-out",
  "not-found": () => "/nowhere",
  // Last: one who has begun it is led back to it.
  "first-visit": () => "/welcome",
};
const outside = {
  "sign-in": () => "/sign-in",
  "sign-in-link": async () => `/sign-in${new URL(await oneTimeLink(server, place.maja)).hash}`,
  "sign-in-link-ended": () => "/sign-in#abc",
  // Before the others: a tab keeps the invitation that it was opened with.
  "invitation-none": () => "/invitation",
  invitation: async () => `/invitation#${await invitation(server)}`,
  "invitation-ended": () => "/invitation#abc",
};
// The browser notes by itself that a link which is not good was refused.
const isRefusal = (text) => /the server responded with a status of 4\d\d/.test(text);
const looks = ["light", "dark"].flatMap((colorScheme) => ["en-GB", "sv-SE"].map((locale) => ({ colorScheme, locale })));
const widths = { 1440: 900, 768: 1024, 390: 844 };

async function lookAt(page, name, { colorScheme, locale }) {
  if (name.endsWith("-ended")) await page.waitForLoadState("networkidle");
  await page.locator("main h1").first().waitFor();
  // What is fetched for the screen comes behind its heading.
  await page.waitForFunction(() => !document.querySelector(".skeleton"));
  assert.equal(await page.getAttribute("html", "lang"), locale.slice(0, 2));
  const faults = [];
  const note = async (what, check) => check.catch((fault) => faults.push(`${what}: ${fault.message}`));
  for (const [width, height] of Object.entries(widths)) {
    await page.setViewportSize({ width: Number(width), height });
    if (width !== "768") await note(`axe at ${width}`, findNoFaultOfAccessibility(page));
    await page.screenshot({ path: `${pictures}/${name}-${width}-${colorScheme}-${locale.slice(0, 2)}.png` });
  }
  await page.setViewportSize({ width: 320, height: 640 });
  await note("320 pixels", findNothingCutOff(page));
  await page.setViewportSize({ width: 1440, height: 900 });
  const written = page.faults.splice(0).filter((text) => !(name.endsWith("-ended") && isRefusal(text)));
  assert.deepEqual([...faults, ...written], []);
}

for (const look of looks) {
  const name = `${look.colorScheme}, ${look.locale}`;
  test(`every screen is whole for one who is signed in: ${name}`, async (t) => {
    const page = await sitDown(browser, server, place.maja, { ...look, viewport: { width: 1440, height: 900 } });
    for (const [screen, path] of Object.entries(screens)) {
      await t.test(screen, async () => {
        await page.goto(server.url + path());
        await lookAt(page, screen, look);
      });
    }
    await page.context().close();
  });

  test(`every screen is whole for one who is not signed in: ${name}`, async (t) => {
    const context = await browser.newContext({ ...look, viewport: { width: 1440, height: 900 } });
    const page = await openPage(context);
    for (const [screen, path] of Object.entries(outside)) {
      await t.test(screen, async () => {
        // Else what differs behind '#' alone is no new page.
        await page.goto("about:blank");
        await page.goto(server.url + (await path()));
        await lookAt(page, screen, look);
      });
    }
    await context.close();
  });
}
