// SPDX-License-Identifier: GPL-3.0-or-later
// One box for all that somebody knew: found as one types, narrowed by words and menus, and where nobody knew, asked.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { faultsBesideNetwork, findNoFaultOfAccessibility, findNothingCutOff, goTo, openBrowser, phone, sitDown } from "./browser.mjs";
import { chooseFromMenu, hasFocus, isAt } from "./keys.mjs";
import { addCommunity, addPerson, post, signInByApi, startThread } from "./people.mjs";
import { startServer } from "./server.mjs";
import { eventually } from "./waiting.mjs";
import { addPage } from "./wiki_pages.mjs";
import { layWire } from "./wire.mjs";

let server, browser, maja, nils, nilsByApi, coffee, board, thread, answer, guide, clogging, mentors, page;
before(async () => {
  server = await startServer();
  maja = await addPerson(server, "Maja Lind");
  nils = await addPerson(server, "Nils Öberg");
  nilsByApi = (await signInByApi(server, nils)).secret;
  coffee = await addCommunity(server, { name: "Coffee corner", members: [maja, nils] });
  board = await addCommunity(server, { name: "Board", openness: "OPENNESS_PRIVATE" });
  thread = await startThread(server, { community: coffee, title: "How coarse for the press?", text: "The press clogs with fine grounds.", kind: "THREAD_KIND_QUESTION" }, nilsByApi);
  answer = await post(server, thread, "Grind it like sea salt, then the press never clogs.", nilsByApi);
  await post(server, thread, "The press wants four minutes.", nilsByApi);
  guide = await addPage(server, { title: "The guide to grinding", community: coffee, text: "Begin here.\n\n## For the press\n\nCoarse, like sea salt." });
  clogging = await addPage(server, { title: "When the press clogs", community: coffee, text: "The press clogs with fine grounds: how coarse they are decides." });
  mentors = await addPage(server, { title: "Kunskapsdelning i verkstaden", language: "sv", text: "Varje mentor möter sin adept en gång i månaden. Mentorer hjälper varandra." });
  await addPage(server, { title: "Press statement of the board", community: board, text: "Nobody else reads of this press." });
  browser = await openBrowser();
  page = await sitDown(browser, server, maja, { viewport: { width: 1440, height: 900 } });
  await page.goto(server.url);
  await isIndexed("press", 2);
});
after(async () => {
  assert.deepEqual(page?.faults ?? [], []);
  await browser?.close();
  await server?.stop();
});

// What was written a moment ago comes into the index a moment later.
const isIndexed = (query, least) =>
  eventually(async () => {
    const { hits = [] } = await server.call("SearchService/Search", { query }, nilsByApi);
    assert.ok(hits.length >= least, `${query}: ${hits.length}`);
  }, 20_000);

const box = (of) => of.getByRole("searchbox", { name: "Search in all that you may read" });
const hits = (of) => of.locator("main .hit-link");
// As eyes see them.
const titles = (of) => hits(of).evaluateAll((all) => all.map((each) => [...each.childNodes].slice(1).map((node) => node.textContent).join("")));
const queryIn = (of) => new URL(of.url()).searchParams.get("q");

test("a slash leads to the box, and hits come as one types, marked, and never another's", async () => {
  await goTo(page, server.url);
  // What listens to it comes once the page stands.
  await eventually(async () => {
    if (new URL(page.url()).pathname !== "/search") await page.keyboard.press("/");
    assert.equal(new URL(page.url()).pathname, "/search");
  });
  await hasFocus(page, /^INPUT Search in all/);
  await page.keyboard.type("pres", { delay: 30 });
  await page.locator("main mark", { hasText: /^press$/i }).first().waitFor();
  await eventually(() => assert.equal(queryIn(page), "pres"));
  const entries = await page.evaluate(() => history.length);
  await page.keyboard.type("s");
  await eventually(() => assert.equal(queryIn(page), "press"));
  assert.equal(await page.evaluate(() => history.length), entries, "the address is replaced while one types");
  await page.getByText(/^\d+ results$/).waitFor();
  assert.ok(!(await page.locator("main").innerText()).includes("statement"));
  await findNoFaultOfAccessibility(page);
});

test("arrows lead along the hits, Enter opens one at its very place, and going back finds the list as it was", async () => {
  await goTo(page, `${server.url}/search?q=${encodeURIComponent("sea salt")}`);
  await hits(page).first().waitFor();
  const before = await titles(page);
  await box(page).focus();
  for (let n = 0; n < 10 && !(await page.evaluate((id) => document.activeElement.getAttribute("href")?.endsWith(id), answer)); n += 1) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await isAt(page, `/threads/${thread}/${answer}`);
  await page.locator("article.message", { hasText: "Grind it like sea salt" }).waitFor();
  await page.goBack();
  await isAt(page, "/search");
  await hits(page).first().waitFor();
  assert.deepEqual(await titles(page), before);
  const helped = page.getByRole("button", { name: /^This helped: / });
  await helped.click();
  await eventually(async () => assert.equal(await helped.getAttribute("aria-pressed"), "true"));
  await eventually(async () => assert.equal((await server.call("SearchService/GetHelpful", { id: answer }, (await signInByApi(server, maja)).secret)).helped, true));
  await helped.click();
  await eventually(async () => assert.equal(await helped.getAttribute("aria-pressed"), "false"));
  // A page is opened at its heading.
  await page.locator(`main .hit-link[href^="/p/${guide}#"]`).first().click();
  await eventually(() => assert.match(page.url(), new RegExp(`/p/${guide}#.+`)));
  await page.getByRole("heading", { name: "For the press" }).waitFor();
});

test("menus write what one could have typed, chips take it out, and each is a place to go back to", async () => {
  await goTo(page, `${server.url}/search?q=press`);
  await hits(page).first().waitFor();
  await chooseFromMenu(page, /^BUTTON Kind/, /Pages/);
  await eventually(() => assert.equal(queryIn(page), "press kind:page"));
  await eventually(async () => assert.deepEqual((await titles(page)).sort(), ["The guide to grinding", "When the press clogs"]));
  assert.equal(await box(page).inputValue(), "press kind:page");
  await page.getByRole("link", { name: "Remove Kind: Pages" }).click();
  await eventually(() => assert.equal(queryIn(page), "press"));
  await page.goBack();
  await eventually(async () => assert.equal(await box(page).inputValue(), "press kind:page"));
  await eventually(async () => assert.deepEqual((await titles(page)).sort(), ["The guide to grinding", "When the press clogs"]));
  await box(page).fill("press from:Nobody");
  await page.getByText("“Nobody” is not known").waitFor();
});

test("Enter keeps a search in the history, and more of one thread is shown alone", async () => {
  await goTo(page, `${server.url}/search?q=salt`);
  await box(page).fill("press");
  await page.keyboard.press("Enter");
  await eventually(() => assert.equal(queryIn(page), "press"));
  const more = page.getByRole("link", { name: /^\d+ more in this thread/ });
  await more.click();
  await eventually(() => assert.equal(new URL(page.url()).searchParams.get("root"), thread));
  await page.getByText("In: How coarse for the press?").waitFor();
  await eventually(async () => assert.ok((await hits(page).count()) >= 2));
  await page.goBack();
  await page.goBack();
  await eventually(() => assert.equal(queryIn(page), "salt"));
});

test("a slip of the finger is seen through, and can be insisted on", async () => {
  await goTo(page, `${server.url}/search?q=grindnig`);
  await page.getByText(/^Showing results for grinding\./).waitFor();
  await page.getByRole("link", { name: "Search instead for grindnig" }).click();
  await page.getByRole("heading", { name: "Nobody has written this yet" }).waitFor();
});

test("what nobody has written can be asked, and stewards learn of the words alone", async () => {
  await goTo(page, `${server.url}/search`);
  await box(page).fill("calibrate X9");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Nobody has written this yet" }).waitFor();
  await findNoFaultOfAccessibility(page);
  await page.getByRole("link", { name: "Ask it" }).click();
  await isAt(page, `/communities/${coffee}/new-thread`);
  await eventually(async () => assert.equal(await page.getByLabel("Title").inputValue(), "Calibrate X9"));
  assert.equal(await page.locator("main select").first().inputValue(), "question");
  // What one person alone has looked for is not told.
  await server.call("SearchService/NoteGap", { query: "calibrate X9" });
  await eventually(async () => {
    const { gaps = [] } = await server.call("SearchService/ListGaps", {});
    assert.deepEqual(gaps.map(({ words, count }) => [words, count]).filter(([words]) => words.includes("x9")), [["calibrate x9", 2]]);
  });
  await page.getByLabel("Title").fill("");
});

test("whoever writes a title sees what is there already, and a page leads to what is about the same", async () => {
  await goTo(page, `${server.url}/communities/${coffee}/new-thread`);
  await page.getByLabel("Title").fill("How coarse should I grind for the press?");
  const there = page.getByRole("region", { name: "This is there already" });
  await there.getByRole("link", { name: /How coarse for the press/ }).waitFor();
  await findNoFaultOfAccessibility(page);
  await page.getByLabel("Title").fill("");
  await eventually(async () => assert.equal(await there.count(), 0));
  await goTo(page, `${server.url}/p/${clogging}`);
  await page.getByRole("region", { name: "Related" }).getByRole("link", { name: /How coarse for the press/ }).waitFor();
});

test("the palette goes to what has a name, does what can be done, and searches last", async () => {
  await goTo(page, server.url);
  await page.keyboard.press("Control+k");
  const palette = page.getByRole("dialog", { name: "Go to" });
  await palette.waitFor();
  await page.keyboard.type("kunskaps");
  await palette.getByRole("option", { name: /Kunskapsdelning i verkstaden/ }).waitFor();
  await palette.getByRole("option", { name: "Search for “kunskaps”" }).waitFor();
  await findNoFaultOfAccessibility(page);
  await page.keyboard.press("Enter");
  await isAt(page, `/p/${mentors}`);
  await page.keyboard.press("Control+k");
  await palette.getByRole("combobox").fill("theme dark");
  await palette.getByRole("option", { name: "Theme: dark" }).waitFor();
  await page.keyboard.press("Enter");
  await eventually(async () => assert.equal(await page.getAttribute("html", "data-theme"), "dark"));
  await page.keyboard.press("Control+k");
  await palette.getByRole("combobox").fill("sea salt");
  await palette.getByRole("option", { name: "Search for “sea salt”" }).waitFor();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await isAt(page, "/search");
  await eventually(() => assert.equal(queryIn(page), "sea salt"));
});

test("on a phone in Swedish an inflected word and a part of a compound are found, and nothing is cut off", async () => {
  const own = await sitDown(browser, server, maja, phone);
  for (const [typed, found] of [["mentorn", "Kunskapsdelning i verkstaden"], ["delning", "Kunskapsdelning i verkstaden"]]) {
    await goTo(own, `${server.url}/search?q=${typed}`);
    await eventually(async () => assert.ok((await titles(own)).slice(0, 5).includes(found), typed));
    await own.locator("main mark").first().waitFor();
  }
  await own.getByRole("button", { name: "Filtrera" }).click();
  await own.getByRole("button", { name: "Typ", exact: true }).click();
  await own.getByRole("menuitemcheckbox", { name: /^Sidor/ }).click();
  await eventually(() => assert.equal(queryIn(own), "delning typ:sida"));
  await own.setViewportSize({ width: 320, height: 640 });
  await findNothingCutOff(own);
  await findNoFaultOfAccessibility(own);
  assert.deepEqual(own.faults, []);
  await own.context().close();
});

test("what one has just written is found at once by oneself", async () => {
  await goTo(page, `${server.url}/threads/${thread}`);
  const field = page.getByRole("textbox", { name: "Write in the thread" });
  await field.fill("A burr from Kallebäck is what I use.");
  await page.keyboard.press("Enter");
  await page.locator("article.message", { hasText: "Kallebäck" }).waitFor();
  await eventually(async () => assert.equal(await field.inputValue(), ""));
  await page.getByRole("link", { name: "Search" }).click();
  await box(page).fill("kallebäck");
  await page.locator("main mark", { hasText: "Kallebäck" }).waitFor();
});

test("without a network the same box finds names on the device, and goes on when it is back", async () => {
  const wire = await layWire(server);
  const own = await sitDown(browser, wire, maja);
  await goTo(own, `${wire.url}/communities/${coffee}`);
  await own.getByRole("link", { name: "How coarse for the press?" }).waitFor();
  await goTo(own, `${wire.url}/search`);
  wire.cut();
  await own.getByText(/^No connection since/).waitFor();
  await box(own).fill("coarse");
  await own.getByText(/^There is no connection: only names/).waitFor();
  await own.getByRole("main").getByRole("link", { name: "How coarse for the press?" }).waitFor();
  wire.mend();
  await hits(own).first().waitFor();
  assert.deepEqual(faultsBesideNetwork(own), []);
  await own.context().close();
  wire.take();
});

test("those who care for search put words together, and see to what was not found", async () => {
  const own = await sitDown(browser, server, await administrator());
  await goTo(own, `${server.url}/search/care`);
  await own.getByRole("link", { name: "calibrate x9" }).waitFor();
  await own.getByRole("button", { name: "Add words" }).click();
  await own.getByLabel("Words with commas between them").fill("HR");
  await own.getByRole("button", { name: "Save" }).click();
  await own.getByText("At least two words are needed.").waitFor();
  await own.getByLabel("Words with commas between them").fill("HR, people team");
  await own.getByRole("button", { name: "Save" }).click();
  await own.getByText("HR = people team").waitFor();
  await findNoFaultOfAccessibility(own);
  await own.getByRole("button", { name: "Remove HR and people team" }).click();
  await own.getByText("There are none yet").waitFor();
  await own.getByRole("button", { name: "calibrate x9: seen to" }).click();
  await eventually(async () => assert.equal(await own.getByRole("link", { name: "calibrate x9" }).count(), 0));
  assert.deepEqual(own.faults, []);
  await own.context().close();
  await goTo(page, `${server.url}/search/care`);
  await page.getByText("Stewards of communities and administrators see to this.").waitFor();
});

async function administrator() {
  const { person } = await server.call("PeopleService/GetMe", {});
  return person;
}
