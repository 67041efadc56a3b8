// SPDX-License-Identifier: GPL-3.0-or-later
// Pages are begun and changed, by one and by two at the same time, and grow out of talk.
import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { findNoFaultOfAccessibility, keepPicture, openBrowser, sitDown } from "./browser.mjs";
import { isAt } from "./keys.mjs";
import { addCommunity, addPerson, post, signInByApi, startThread } from "./people.mjs";
import { startServer } from "./server.mjs";
import { openThread } from "./thread_page.mjs";
import { eventually } from "./waiting.mjs";
import { addPage, editorOn, isAtPage, openEditor, pageAtServer, readPage, reads } from "./wiki_pages.mjs";

const text = `Grind the beans just before brewing.

Use sixty grams of coffee for each litre of water. Rinse the filter first.

Pour slowly, in three rounds.`;

let server, browser, maja, nils, coffee, hers, his, page;
before(async () => {
  server = await startServer();
  maja = await addPerson(server, "Maja Lind");
  nils = await addPerson(server, "Nils Öberg");
  coffee = await addCommunity(server, { name: "Coffee", members: [maja, nils] });
  browser = await openBrowser();
  hers = await sitDown(browser, server, maja);
  his = await sitDown(browser, server, nils);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});
beforeEach(async () => {
  page = await addPage(server, { title: "How we brew", community: coffee, text });
});

const textAtServer = async (id = page) => (await pageAtServer(server, id)).text;
const findNoFault = () => assert.deepEqual([...hers.faults.splice(0), ...his.faults.splice(0)], []);

test("a lesson is begun in a community from its template, field by field, and published", async () => {
  await hers.goto(`${server.url}/communities/${coffee}/pages`);
  await hers.getByRole("link", { name: "Post a lesson" }).first().click();
  const editor = await editorOn(hers);
  await editor.title.fill("The mill that stood still");
  await editor.field("What happened").pressSequentially("It was full of **dust**.");
  await editor.field("What we learnt").pressSequentially("Dust comes back.");
  await editor.field("What to do next time").pressSequentially("Brush it on Fridays.");
  await findNoFaultOfAccessibility(hers);
  await keepPicture(hers, "state-lesson-begun");
  await editor.publish();
  await eventually(() => assert.match(hers.url(), /\/p\/[0-9a-f-]{36}/));
  await reads(hers, "Brush it on Fridays");
  const lesson = new URL(hers.url()).pathname.split("/")[2];
  const made = await pageAtServer(server, lesson);
  assert.equal(made.page.title, "The mill that stood still");
  assert.deepEqual(made.page.tags, ["lesson"]);
  assert.match(made.text, /^## What happened\n\nIt was full of \*\*dust\*\*\.\n\n## What we learnt\n\nDust comes back\.\n\n## What to do next time\n\nBrush it on Fridays\.\n$/);
  await his.goto(`${server.url}/communities/${coffee}/pages`);
  await his.getByRole("link", { name: "The mill that stood still" }).first().click();
  await reads(his, "Dust comes back");
  findNoFault();
});

test("a page without a title is not sent, and focus goes to where the title is missing", async () => {
  await hers.goto(`${server.url}/write?community=${coffee}`);
  const editor = await editorOn(hers);
  await editor.field("Text").pressSequentially("Words without a name");
  await editor.publish();
  await hers.getByText("A page needs a title.").waitFor();
  assert.equal(await hers.evaluate(() => document.activeElement.getAttribute("aria-invalid")), "true");
  await editor.title.fill("With a name");
  await editor.publish();
  await reads(hers, "Words without a name");
  findNoFault();
});

test("a page is changed and saved, and whoever reads it has the new text", async () => {
  await readPage(his, server, page);
  await readPage(hers, server, page);
  await hers.keyboard.press("e");
  const editor = await editorOn(hers);
  await editor.change("three rounds", "two rounds");
  await editor.title.fill("How we brew now");
  await editor.field("What did you change?").fill("Two are enough");
  await hers.keyboard.press("Control+s");
  await isAtPage(hers, page);
  await reads(hers, "in two rounds");
  await reads(his, "in two rounds");
  await his.getByRole("heading", { level: 1, name: "How we brew now" }).waitFor();
  assert.equal(await textAtServer(), `${text.replace("three rounds", "two rounds")}\n`);
  const { revisions } = await server.call("PageService/ListRevisions", { page });
  assert.equal(revisions[0].summary, "Two are enough");
  findNoFault();
});

test("two change different things: both are there, and the later one is told with whom it was brought together", async () => {
  const [mine, other] = [await openEditor(hers, server, page), await openEditor(his, server, page)];
  await mine.change("just before brewing", "in the morning");
  await other.change("three rounds", "two rounds");
  await mine.save();
  await isAtPage(hers, page);
  await his.getByText("Maja Lind has saved this page. Your text will be brought together with it.").waitFor();
  await his.getByRole("button", { name: "See what changed" }).click();
  const between = his.getByRole("dialog", { name: "What changed meanwhile" });
  await between.getByText("in the morning").waitFor();
  await findNoFaultOfAccessibility(his);
  await his.keyboard.press("Escape");
  await other.save();
  await isAtPage(his, page);
  await his.getByText("“How we brew” is saved, brought together with a change by Maja Lind.").waitFor();
  for (const each of [hers, his]) {
    await reads(each, "in the morning");
    await reads(each, "in two rounds");
  }
  // Undo takes back one's own part alone.
  await his.getByRole("button", { name: "Undo", exact: true }).click();
  await reads(his, "in three rounds");
  await reads(his, "in the morning");
  assert.equal(await textAtServer(), `${text.replace("just before brewing", "in the morning")}\n`);
  findNoFault();
});

test("two change the same sentence without touching: it is saved, and they are asked to read it", async () => {
  const [mine, other] = [await openEditor(hers, server, page), await openEditor(his, server, page)];
  await mine.change("sixty grams", "seventy grams");
  await other.change("each litre of water", "each litre of soft water");
  await mine.save();
  await isAtPage(hers, page);
  await other.save();
  const dialog = his.getByRole("dialog", { name: "Two changes, brought together" });
  await dialog.getByText("Use seventy grams of coffee for each litre of soft water").waitFor();
  await findNoFaultOfAccessibility(his);
  await keepPicture(his, "state-merged-sentence");
  await dialog.getByRole("button", { name: "It is right" }).click();
  await dialog.waitFor({ state: "detached" });
  assert.match(await textAtServer(), /Use seventy grams of coffee for each litre of soft water\./);
  findNoFault();
});

test("two change the same words: both stand side by side, survive a reload, and what is chosen is saved", async () => {
  const [mine, other] = [await openEditor(hers, server, page), await openEditor(his, server, page)];
  await mine.change("sixty", "seventy");
  await other.change("sixty", "fifty");
  await other.writeAfter("Pour slowly", " Wait a minute.");
  await mine.save();
  await isAtPage(hers, page);
  await other.save();
  await his.getByText(/^Maja Lind has changed the same words as you, in 1 place\./).waitFor();
  assert.match(await textAtServer(), /seventy/);
  await findNoFaultOfAccessibility(his);
  await keepPicture(his, "state-conflict");
  await his.reload();
  const place = his.getByRole("group", { name: "Place 1 of 1" });
  await his.getByRole("button", { name: "Save it like this" }).click();
  await place.getByText("Choose one of these.").waitFor();
  await place.getByRole("radio", { name: /^Yours/ }).check();
  await his.getByText("All is decided.").waitFor();
  await his.getByRole("button", { name: "Save it like this" }).click();
  await isAtPage(his, page);
  await reads(his, "Use fifty grams");
  await reads(his, "Wait a minute");
  await reads(hers, "Use fifty grams");
  assert.doesNotMatch(await textAtServer(), /[<>=]{4,}|seventy/);
  // What was not chosen is in the history.
  const { text: second } = await server.call("PageService/GetRevision", { page, revision: "2" });
  assert.match(second, /seventy/);
  findNoFault();
});

test("a thread becomes a lesson in two actions, with links both ways", async () => {
  const byApi = (await signInByApi(server, nils)).secret;
  const thread = await startThread(server, { community: coffee, title: "The mill stands still", text: "It hums and does nothing." }, byApi);
  const key = await post(server, thread, "Dust in the funnel: a brush is enough.", byApi);
  await server.call("MessageService/SetMessagePinned", { message: key, pinned: true });
  await openThread(hers, server, thread);
  await hers.getByRole("button", { name: "More about this thread" }).click();
  await hers.getByRole("menuitem", { name: "Make a lesson of it" }).click();
  await isAt(hers, "/write");
  const editor = await editorOn(hers);
  assert.equal(await editor.title.inputValue(), "The mill stands still");
  await editor.field("What happened").filter({ hasText: "a brush is enough" }).waitFor();
  await findNoFaultOfAccessibility(hers);
  await editor.publish();
  await reads(hers, "a brush is enough");
  const lesson = new URL(hers.url()).pathname.split("/")[2];
  assert.deepEqual((await pageAtServer(server, lesson)).page.sources, [thread]);
  await reads(hers, "Nils Öberg");
  await hers.getByRole("region", { name: "Grew out of" }).getByRole("link", { name: "The mill stands still" }).click();
  await eventually(() => assert.match(new URL(hers.url()).pathname, new RegExp(`^/threads/${thread}`)));
  // And back again, for everybody who reads the thread.
  const { pages } = await server.call("PageService/ListPagesFrom", { root: thread }, byApi);
  assert.deepEqual(pages.map(({ page: { id }, sources }) => ({ id, sources })), [{ id: lesson, sources: [thread] }]);
  await hers.locator(".thread-page").getByRole("link", { name: "The mill stands still" }).click();
  await eventually(() => assert.match(new URL(hers.url()).pathname, new RegExp(`^/p/${lesson}`)));
  findNoFault();
});
