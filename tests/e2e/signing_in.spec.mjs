// SPDX-License-Identifier: GPL-3.0-or-later
// Ways in, and what happens when a sign-in ends while somebody writes.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { findNoFaultOfAccessibility, goTo, keepPicture, openBrowser, openPage, sitDown } from "./browser.mjs";
import { addCommunity, addPerson, endSignIns, makeId, oneTimeLink, postsAtServer, setPassword, startThread } from "./people.mjs";
import { startServer } from "./server.mjs";
import { openThread } from "./thread_page.mjs";
import { eventually } from "./waiting.mjs";

let server, browser, maja, thread;
before(async () => {
  server = await startServer();
  maja = await addPerson(server, "Maja Lind");
  await setPassword(server, maja, "a long way to the coffee");
  const community = await addCommunity(server, { name: "Coffee", members: [maja] });
  thread = await startThread(server, { community, title: "Beans", text: "Which ones?" });
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

async function asStranger(run) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: "en-GB" });
  const page = await openPage(context);
  await run(page);
  // What is refused is answered 401 or 404, and the browser notes that by itself.
  assert.deepEqual(page.faults.filter((text) => !/the server responded with a status of 4\d\d/.test(text)), []);
  await context.close();
}

const isHome = (page) => page.getByRole("heading", { level: 1, name: /Maja/ }).waitFor();

test("a one-time link signs in once, when its button is pressed, and leaves no secret in the address", () =>
  asStranger(async (page) => {
    const link = await oneTimeLink(server, maja);
    await goTo(page, link);
    await eventually(() => assert.doesNotMatch(page.url(), /#/));
    await page.getByRole("button", { name: "Sign in as Maja Lind" }).click();
    await isHome(page);
    await asStranger(async (other) => {
      await goTo(other, link);
      await other.getByText("This code or link is not good").waitFor();
    });
  }));

test("an invitation says who invites to what, and one that is no good asks for nothing", () =>
  asStranger(async (page) => {
    const community = await addCommunity(server, { name: "Wells", members: [maja] });
    const invitation = { id: makeId(), role: "ROLE_GUEST", communities: [community] };
    const { secret } = await server.call("SignInService/CreateInvitation", invitation);
    await goTo(page, `${server.url}/invitation#${secret}`);
    await page.getByText("admin invites you to Fika as a guest.").waitFor();
    await page.getByText("You come into the community: Wells.").waitFor();
    await page.getByLabel("Your name").fill("Gustav Guest");
    await page.getByRole("button", { name: "Accept the invitation" }).click();
    await eventually(() => assert.doesNotMatch(page.url(), /invitation/));
    await asStranger(async (other) => {
      await goTo(other, `${server.url}/invitation#${secret}`);
      await other.getByRole("heading", { name: "This invitation is no longer good" }).waitFor();
      assert.equal(await other.getByRole("textbox").count(), 0);
    });
  }));

test("a wrong password is said to be wrong, the right one leads to where one wanted to go", () =>
  asStranger(async (page) => {
    await page.goto(`${server.url}/threads/${thread}`);
    await page.getByRole("heading", { name: "Sign in" }).waitFor();
    await page.getByLabel("E-mail").fill(maja.email);
    await page.getByLabel("Password", { exact: true }).fill("a long way to the tea");
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await page.getByText("The e-mail address or the password is another").waitFor();
    await page.getByLabel("Password", { exact: true }).fill("a long way to the coffee");
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await page.getByRole("heading", { level: 1, name: "Beans" }).waitFor();
  }));

test("a sign-in that ends while one writes keeps the text; after signing in again it is sent", async () => {
  const page = await sitDown(browser, server, maja);
  const own = await openThread(page, server, thread);
  await own.field.fill("Half of a thought");
  await endSignIns(server, maja);
  const dialog = page.getByRole("dialog", { name: "Sign in again" });
  await dialog.waitFor();
  await findNoFaultOfAccessibility(page);
  await keepPicture(page, "state-sign-in-ended");
  await dialog.getByLabel("Password", { exact: true }).fill("a long way to the coffee");
  assert.equal(await dialog.getByLabel("E-mail").inputValue(), maja.email);
  await dialog.getByRole("button", { name: "Sign in", exact: true }).click();
  await dialog.waitFor({ state: "detached" });
  assert.equal(await own.field.inputValue(), "Half of a thought");
  await own.write("Half of a thought, and the other half");
  await own.isSent("and the other half");
  const sent = (await postsAtServer(server, thread)).map(({ text }) => text);
  assert.deepEqual(sent, ["Which ones?", "Half of a thought, and the other half"]);
  await page.context().close();
});

test("what is posted after the sign-in has ended waits, and is sent once after signing in again", async () => {
  const page = await sitDown(browser, server, maja);
  const own = await openThread(page, server, thread);
  await endSignIns(server, maja);
  const dialog = page.getByRole("dialog", { name: "Sign in again" });
  await dialog.waitFor();
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  await own.write("Written without a sign-in");
  await own.sees("Written without a sign-in");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await dialog.getByLabel("Password", { exact: true }).fill("a long way to the coffee");
  await dialog.getByRole("button", { name: "Sign in", exact: true }).click();
  await own.isSent("Written without a sign-in");
  const sent = (await postsAtServer(server, thread)).filter(({ text }) => text === "Written without a sign-in");
  assert.equal(sent.length, 1);
  await page.context().close();
});
