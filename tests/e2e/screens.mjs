// SPDX-License-Identifier: GPL-3.0-or-later
// Every screen, in one theme and both languages: nothing for axe to find at three widths, nothing cut off at
// 320 pixels, no fault in the console. Pictures stay for people to look at.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { findNoFaultOfAccessibility, findNothingCutOff, openBrowser, openPage, pictures, sitDown } from "./browser.mjs";
import { foundOrganisation } from "./organisation.mjs";
import { foundWiki, screensOfWiki } from "./organisation_wiki.mjs";
import { addPerson, invitation, oneTimeLink } from "./people.mjs";
import { startServer } from "./server.mjs";

let server, browser, place, wiki;

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
  search: () => "/search",
  "search-results": () => "/search?q=kaffe",
  "search-nothing": () => "/search?q=kalibrera+X9",
  "search-care": () => "/search/care",
  people: () => "/people",
  profile: () => `/people/${place.nils.id}`,
  "own-profile": () => `/people/${place.maja.id}`,
  saved: () => "/saved",
  settings: () => "/settings",
  "settings-account": () => "/settings/account",
  "sign-out": () => "/sign-out",
  "not-found": () => "/nowhere",
  // Last: one who has begun it is led back to it.
  "first-visit": () => "/welcome",
};
// What opens above a screen.
const dialogs = {
  "dialog-palette": [() => "/", (page) => page.keyboard.press("Control+k")],
  "dialog-palette-found": [
    () => "/",
    async (page) => {
      await page.keyboard.press("Control+k");
      await page.getByRole("combobox").fill("ka");
      await page.getByRole("option", { name: /^(Search for|Sök efter)/ }).waitFor();
    },
  ],
  "dialog-shortcuts": [() => "/", (page) => page.keyboard.press("?")],
  "dialog-react": [() => `/threads/${place.thread}`, (page) => fromMenu(page, /^(More about this message|Mer om meddelandet)$/, /^(React|Reagera)$/)],
  "dialog-split": [
    () => `/threads/${place.thread}`,
    (page) => fromMenu(page, /^(More about this message|Mer om meddelandet)$/, /^(Begin a new thread here|Starta en ny tråd här)$/),
  ],
  "dialog-merge": [() => `/threads/${place.thread}`, (page) => fromMenu(page, /^(More about this thread|Mer om tråden)$/, /^(Merge into|Slå ihop med)/)],
  "dialog-merge-communities": [
    () => `/communities/${place.coffee}/settings`,
    (page) => page.getByRole("button", { name: /^(Merge into another community|Slå ihop med en annan gemenskap)/ }).click(),
  ],
  "panel-pinned": [() => `/threads/${place.thread}`, (page) => page.getByRole("button", { name: /^(Pinned|Fästa) \(1\)$/ }).click()],
};
async function fromMenu(page, menu, item) {
  await page.locator("article.message").last().hover();
  await page.getByRole("button", { name: menu }).last().click();
  await page.getByRole("menuitem", { name: item }).click();
}
const ofAdministrator = {
  "admin-invitations": () => "/settings/invitations",
  "admin-people": () => "/people",
  "admin-profile": () => `/people/${place.nils.id}`,
};
// Where nothing has happened yet.
const empty = {
  "empty-home": () => "/",
  "empty-conversations": () => "/conversations",
  "empty-saved": () => "/saved",
  "empty-community": () => `/communities/${place.quiet}`,
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
const widths = { 1440: 900, 768: 1024, 390: 844 };

async function lookAt(page, name, { colorScheme, locale }) {
  if (name.endsWith("-ended")) await page.waitForLoadState("networkidle");
  await page.locator("main h1").first().waitFor();
  // What is fetched for the screen comes behind its heading.
  await page.waitForFunction(() => !document.querySelector(".skeleton"));
  // What the server has written of a page stands there before the app.
  await page.locator("#app .paper").waitFor({ state: "detached" });
  assert.equal(await page.getAttribute("html", "lang"), locale.slice(0, 2));
  const faults = [];
  const note = async (what, check) => check.catch((fault) => faults.push(`${what}: ${fault.message}`));
  for (const [width, height] of Object.entries(widths)) {
    await page.setViewportSize({ width: Number(width), height });
    await note(`axe at ${width}`, findNoFaultOfAccessibility(page));
    await page.screenshot({ path: `${pictures}/${name}-${width}-${colorScheme}-${locale.slice(0, 2)}.png` });
  }
  await page.setViewportSize({ width: 320, height: 640 });
  await note("320 pixels", findNothingCutOff(page));
  await page.setViewportSize({ width: 1440, height: 900 });
  const written = page.faults.splice(0).filter((text) => !(name.endsWith("-ended") && isRefusal(text)));
  assert.deepEqual([...faults, ...written], []);
}

async function lookAtAll(t, person, look, screens) {
  const page = await sitDown(browser, server, person, { ...look, viewport: { width: 1440, height: 900 } });
  for (const [screen, path] of Object.entries(screens)) {
    await t.test(screen, async () => {
      await page.goto(server.url + path());
      await lookAt(page, screen, look);
    });
  }
  await page.context().close();
}

async function lookAtDialogs(t, look) {
  const page = await sitDown(browser, server, place.maja, { ...look, viewport: { width: 1440, height: 900 } });
  for (const [name, [path, open]] of Object.entries(dialogs)) {
    await t.test(name, async () => {
      await page.goto(server.url + path());
      await page.locator("main h1").first().waitFor();
      await page.waitForFunction(() => !document.querySelector(".skeleton"));
      await open(page);
      await page.locator("dialog[open], [popover]:popover-open").first().waitFor();
      await lookAt(page, name, look);
    });
  }
  await page.context().close();
}

async function lookFromOutside(t, look) {
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
}

export function testScreens(colorScheme) {
  before(async () => {
    server = await startServer();
    place = await foundOrganisation(server);
    wiki = await foundWiki(server, place);
    browser = await openBrowser();
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });
  for (const locale of ["en-GB", "sv-SE"]) {
    const look = { colorScheme, locale };
    const name = `${colorScheme}, ${locale}`;
    test(`every screen is whole for one who is signed in: ${name}`, (t) => lookAtAll(t, place.maja, look, screens));
    test(`every screen of the wiki is whole: ${name}`, (t) => lookAtAll(t, place.maja, look, screensOfWiki(wiki, place)));
    test(`every dialog is whole: ${name}`, (t) => lookAtDialogs(t, look));
    test(`every screen of an administrator is whole: ${name}`, (t) => lookAtAll(t, place.administrator, look, ofAdministrator));
    test(`every screen is whole where nothing has happened yet: ${name}`, async (t) =>
      lookAtAll(t, await addPerson(server, "Nyanländ Nord"), look, empty));
    test(`every screen is whole for one who is not signed in: ${name}`, (t) => lookFromOutside(t, look));
  }
}
