// SPDX-License-Identifier: GPL-3.0-or-later
// More of what people do, without a pointer: joining, reacting, dividing and joining threads, settings, leaving.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { focused, goTo, openBrowser } from "./browser.mjs";
import { chooseFromMenu, hasFocus, isAt, tabTo, withKeys as goByKeys } from "./keys.mjs";
import { addCommunity, addPerson, post, postsAtServer, signInByApi, startThread } from "./people.mjs";
import { startServer } from "./server.mjs";
import { openThread } from "./thread_page.mjs";
import { eventually } from "./waiting.mjs";

let server, browser, maja, nils, byApi, community;
before(async () => {
  server = await startServer();
  maja = await addPerson(server, "Maja Lind");
  nils = await addPerson(server, "Nils Öberg");
  byApi = (await signInByApi(server, maja)).secret;
  community = await addCommunity(server, { name: "Coffee", members: [maja, nils] });
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

const withKeys = (run) => goByKeys(browser, server, maja, run);
const begin = (title, text) => startThread(server, { community, title, text }, byApi);
const textsOf = async (thread) => (await postsAtServer(server, thread)).map(({ text }) => text);

// Focus on the message of this text, from the heading of its thread.
async function walkTo(page, text) {
  await page.locator("main h1").first().evaluate((heading) => heading.focus());
  for (let n = 0; n < 20 && !(await focused(page)).includes(text); n += 1) {
    const before = await focused(page);
    await page.keyboard.press("j");
    await eventually(async () => assert.notEqual(await focused(page), before));
  }
}

test("a community joined, and its place in the navigation", () =>
  withKeys(async (page, keyboard) => {
    const wells = await addCommunity(server, { name: "Wells", purpose: "Water" });
    await tabTo(page, /^A Communities/);
    await keyboard.press("Enter");
    await hasFocus(page, /^H1 Communities/);
    await page.getByRole("button", { name: "Join Wells" }).waitFor();
    await tabTo(page, /^BUTTON Join Wells/);
    await keyboard.press("Enter");
    await hasFocus(page, /^SPAN Member/);
    await page.getByRole("navigation").getByRole("link", { name: "Wells" }).or(page.locator("aside").getByRole("link", { name: "Wells" })).first().waitFor();
    await tabTo(page, /^A Wells/);
    await keyboard.press("Enter");
    await isAt(page, `/communities/${wells}`);
    await hasFocus(page, /^H1 Wells/);
  }));

test("a reaction given and taken back", () =>
  withKeys(async (page, keyboard) => {
    const open = await openThread(page, server, await begin("Cups", "Large or small?"));
    await open.sees("Large or small?");
    await walkTo(page, "Large or small?");
    await tabTo(page, /^BUTTON React/);
    await keyboard.press("Enter");
    await page.getByRole("dialog", { name: "React" }).waitFor();
    await keyboard.type("thumbs up");
    await page.getByRole("option", { name: /thumbs up/ }).first().waitFor();
    await keyboard.press("Enter");
    const given = page.getByRole("button", { name: /thumbs up, 1: you/ });
    await given.waitFor();
    await tabTo(page, /thumbs up, 1: you/);
    await keyboard.press("Enter");
    await given.waitFor({ state: "detached" });
  }));

test("an answer that quotes, chosen from the message's menu, and the message deleted and brought back", () =>
  withKeys(async (page, keyboard) => {
    const thread = await begin("Milk", "Oats or cows?");
    const open = await openThread(page, server, thread);
    await open.sees("Oats or cows?");
    await walkTo(page, "Oats or cows?");
    await chooseFromMenu(page, /^BUTTON More about this message/, /Answer with a quote/);
    await hasFocus(page, /^TEXTAREA Write in the thread/);
    await keyboard.type("Neither");
    await keyboard.press("Enter");
    await open.isSent("Neither");
    await eventually(async () => assert.equal((await postsAtServer(server, thread)).at(-1).quotes.length, 1));
    await walkTo(page, "Neither");
    await chooseFromMenu(page, /^BUTTON More about this message/, /Delete/);
    await page.getByText("This message has been deleted").waitFor();
    await tabTo(page, /^BUTTON (Undo|Bring it back)/);
    await keyboard.press("Enter");
    await open.sees("Neither");
    assert.deepEqual(await textsOf(thread), ["Oats or cows?", "Neither"]);
  }));

test("a thread divided at a message, and put together again", () =>
  withKeys(async (page, keyboard) => {
    const thread = await begin("Beans", "Which ones?");
    for (const text of ["From Brazil", "And the water?", "From the tap"]) await post(server, thread, text, byApi);
    const open = await openThread(page, server, thread);
    await open.sees("From the tap");
    await walkTo(page, "And the water?");
    await chooseFromMenu(page, /^BUTTON More about this message/, /Begin a new thread here/);
    await page.getByRole("dialog", { name: "Begin a new thread here" }).waitFor();
    await tabTo(page, /^INPUT Title/);
    await keyboard.type("Water");
    await keyboard.press("Enter");
    await page.getByRole("button", { name: "Go there" }).waitFor();
    await eventually(async () => assert.deepEqual((await textsOf(thread)).filter(Boolean), ["Which ones?", "From Brazil"]));
    await tabTo(page, /^BUTTON Go there/);
    await keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Water" }).waitFor();
    const water = new URL(page.url()).pathname.split("/").at(-1);
    assert.deepEqual(await textsOf(water), ["And the water?", "From the tap"]);

    await chooseFromMenu(page, /^BUTTON More about this thread/, /Merge into another thread/);
    await page.getByRole("dialog", { name: "Merge into another thread" }).waitFor();
    await keyboard.type("beans");
    await page.getByRole("option", { name: "Beans" }).waitFor();
    await keyboard.press("Enter");
    await eventually(async () =>
      assert.deepEqual((await textsOf(thread)).filter(Boolean), ["Which ones?", "From Brazil", "And the water?", "From the tap"]),
    );
    // The address of the one that is gone leads to where its messages are.
    await goTo(page, `${server.url}/threads/${water}`);
    await page.getByRole("heading", { level: 1, name: "Beans" }).waitFor();
  }));

test("a message pinned from its menu, and found again among those that are pinned", () =>
  withKeys(async (page, keyboard) => {
    const thread = await begin("Grinders", "By hand?");
    const message = await post(server, thread, "Sixty turns a cup", byApi);
    const open = await openThread(page, server, thread);
    await open.sees("Sixty turns a cup");
    await walkTo(page, "Sixty turns a cup");
    await chooseFromMenu(page, /^BUTTON More about this message/, /Pin$/);
    await page.getByRole("button", { name: "Pinned (1)" }).waitFor();
    await page.locator("main h1").first().evaluate((heading) => heading.focus());
    await keyboard.press("Shift+Tab");
    for (let n = 0; n < 6 && !/Pinned \(1\)/.test(await focused(page)); n += 1) await keyboard.press("Shift+Tab");
    await hasFocus(page, /^BUTTON Pinned \(1\)/);
    await keyboard.press("Enter");
    await page.getByRole("group", { name: "Pinned (1)" }).getByText("Sixty turns a cup").waitFor();
    await tabTo(page, /^A Maja Lind/);
    await keyboard.press("Enter");
    await isAt(page, `/threads/${thread}/${message}`);
    await open.sees("Sixty turns a cup");
    await hasFocus(page, /^H1 Grinders/);
  }));

test("a community's rhythm set by its steward, and read by everybody", () =>
  withKeys(async (page, keyboard) => {
    const rounds = await addCommunity(server, { name: "Rounds", members: [maja, nils] });
    await server.call("CommunityService/SetSteward", { community: rounds, person: maja.id, steward: true });
    await goTo(page, `${server.url}/communities/${rounds}/settings`);
    await page.getByLabel("Rhythm").waitFor();
    await tabTo(page, /^INPUT Rhythm/);
    await keyboard.type("Every other Thursday");
    await tabTo(page, /^BUTTON Save/);
    await keyboard.press("Enter");
    await eventually(async () => {
      const { community } = await server.call("CommunityService/GetCommunity", { community: rounds });
      assert.equal(community.rhythm, "Every other Thursday");
    });
    await goTo(page, `${server.url}/communities/${rounds}/about`);
    await page.getByRole("main").getByText("Every other Thursday").waitFor();
  }));

test("a thread given another title where it stands; Escape leaves it as it was", () =>
  withKeys(async (page, keyboard) => {
    const thread = await begin("Filters", "Paper or cloth?");
    await openThread(page, server, thread);
    await hasFocus(page, /^(H1|BODY)/);
    await tabTo(page, /^BUTTON Rename/);
    await keyboard.press("Enter");
    await hasFocus(page, /^INPUT Title/);
    await keyboard.type("Filters of paper");
    await keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Filters of paper" }).waitFor();
    await hasFocus(page, /^H1 Filters of paper/);
    await eventually(async () => assert.equal((await server.call("ThreadService/GetThread", { thread }, byApi)).thread.title, "Filters of paper"));
    await tabTo(page, /^BUTTON Rename/);
    await keyboard.press("Enter");
    await hasFocus(page, /^INPUT Title/);
    await keyboard.type("Nothing");
    await keyboard.press("Escape");
    await hasFocus(page, /^H1 Filters of paper/);
  }));

test("whoever wants Enter to begin a new line switches it, and sends by Ctrl and Enter", () =>
  withKeys(async (page, keyboard) => {
    const thread = await begin("Lines", "One or two?");
    await goTo(page, `${server.url}/settings`);
    await tabTo(page, /^INPUT Enter sends/);
    await keyboard.press("Space");
    await page.getByText("Enter begins a new line.").waitFor();
    const open = await openThread(page, server, thread);
    await tabTo(page, /^TEXTAREA Write in the thread/);
    await keyboard.type("One");
    await keyboard.press("Enter");
    await keyboard.type("and two");
    assert.equal(await open.field.inputValue(), "One\nand two");
    await keyboard.press("Control+Enter");
    await open.isSent("and two");
    assert.deepEqual(await textsOf(thread), ["One or two?", "One\nand two"]);
  }));

test("theme and pronouns set, and the device signed out", () =>
  withKeys(async (page, keyboard) => {
    await tabTo(page, /^A Settings/);
    await keyboard.press("Enter");
    await hasFocus(page, /^H1 Settings/);
    await tabTo(page, /^INPUT Pronouns/);
    await keyboard.type("hon");
    await keyboard.press("Enter");
    await eventually(async () => {
      const { person } = await server.call("PeopleService/GetMe", {}, byApi);
      assert.equal(person.pronouns, "hon");
    });
    await tabTo(page, /^SELECT Theme/);
    await keyboard.type("Dark");
    await eventually(async () => assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), "dark"));
    await goTo(page, `${server.url}/settings/account`);
    await tabTo(page, /^(A|BUTTON) Sign out/);
    await keyboard.press("Enter");
    await isAt(page, "/sign-out");
    await hasFocus(page, /^H1 Sign out/);
    await tabTo(page, /^BUTTON Sign out/);
    await keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Sign in" }).waitFor();
    // Nothing of her is left on the device.
    const left = await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
    assert.deepEqual(left.filter((name) => name.includes("cache")), []);
    await page.goto(`${server.url}/communities/${community}`);
    await page.getByRole("heading", { level: 1, name: "Sign in" }).waitFor();
  }));
