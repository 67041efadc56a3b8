// SPDX-License-Identifier: GPL-3.0-or-later
// Nothing that is typed into a page is lost: without a network, when the tab dies, when the server dies, when the
// sign-in ends.
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { faultsBesideNetwork, findNoFaultOfAccessibility, keepPicture, openBrowser, openPage, sitDown } from "./browser.mjs";
import { addCommunity, addPerson, endSignIns, setPassword } from "./people.mjs";
import { startServer } from "./server.mjs";
import { eventually } from "./waiting.mjs";
import { addPage, isAtPage, openEditor, editorOn, pageAtServer, readPage, reads, saveByApi } from "./wiki_pages.mjs";
import { layWire } from "./wire.mjs";

const text = `Grind the beans just before brewing.

Use sixty grams for each litre.

Pour slowly, in three rounds.`;

let server, browser, maja, coffee, page, wire, hers;
before(async () => {
  server = await startServer();
  maja = await addPerson(server, "Maja Lind");
  await setPassword(server, maja, "a long way to the coffee");
  coffee = await addCommunity(server, { name: "Coffee", members: [maja] });
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});
beforeEach(async () => {
  page = await addPage(server, { title: "How we brew", community: coffee, text });
  wire = await layWire(server);
  hers = await sitDown(browser, wire, maja);
});
afterEach(async () => {
  await hers?.context().close();
  wire?.take();
});

const textAtServer = async () => (await pageAtServer(server, page)).text;
const findNoFault = () => assert.deepEqual(faultsBesideNetwork(hers), []);
async function pullPlug() {
  await hers.context().setOffline(true);
  wire.cut();
  await hers.getByText(/^No connection/).first().waitFor();
}
async function putBackPlug() {
  wire.mend();
  await hers.context().setOffline(false);
}

test("a change that is saved without a network is sent on return, and merged with what others did", async () => {
  await readPage(hers, wire, page);
  await hers.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await pullPlug();
  await hers.getByRole("link", { name: "Edit", exact: true }).click();
  const editor = await editorOn(hers);
  await editor.change("three rounds", "two rounds");
  await editor.save();
  await hers.getByText("Your change is kept on this device.").first().waitFor();
  await isAtPage(hers, page);
  await hers.getByText("Your change is sent when there is a connection.").first().waitFor();
  await findNoFaultOfAccessibility(hers);
  await keepPicture(hers, "state-page-offline");
  await saveByApi(server, page, { text: text.replace("just before brewing", "in the morning") });
  await putBackPlug();
  await reads(hers, "in two rounds");
  await reads(hers, "in the morning");
  await eventually(async () => assert.equal(await textAtServer(), `${text.replace("just before brewing", "in the morning").replace("three", "two")}\n`));
  findNoFault();
});

test("what was saved and what was begun without a network is there after a reload, and meets a conflict unharmed", async () => {
  await readPage(hers, wire, page);
  await hers.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await pullPlug();
  let editor = await openEditor(hers, wire, page);
  await editor.change("sixty", "fifty");
  await editor.save();
  await isAtPage(hers, page);
  await hers.reload();
  await hers.getByText("Your change is sent when there is a connection.").first().waitFor();
  // It is gone on from what waits, not from what the server had.
  editor = await openEditor(hers, wire, page);
  await editor.hasText("Use fifty grams");
  await saveByApi(server, page, { text: text.replace("sixty", "seventy") });
  await hers.goto(`${wire.url}/wiki`);
  await putBackPlug();
  await hers.getByRole("alert").filter({ hasText: "It is kept until you have decided." }).getByRole("button", { name: "Look at it" }).click();
  await hers.getByRole("radio", { name: /^Both/ }).check();
  await hers.getByRole("button", { name: "Save it like this" }).click();
  await isAtPage(hers, page);
  await reads(hers, "Use fifty seventy grams");
  findNoFault();
});

test("a page that is begun without a network stands there as it was written, and is sent on return", async () => {
  await hers.goto(`${wire.url}/communities/${coffee}/pages`);
  await hers.getByRole("link", { name: "New page" }).first().waitFor();
  // What the form needs is fetched while there is a network.
  await hers.getByRole("link", { name: "New page" }).first().click();
  let editor = await editorOn(hers);
  await editor.field("Text").waitFor();
  await pullPlug();
  await editor.title.fill("Written in the tunnel");
  await editor.field("Text").pressSequentially("Dark, and a good place to think.");
  await editor.publish();
  await hers.getByText("The page is kept on this device.").first().waitFor();
  await putBackPlug();
  await hers.getByText("This page waits to be sent.").waitFor({ state: "detached" });
  const own = /^\/p\/([0-9a-f-]{36})/.exec(new URL(hers.url()).pathname)[1];
  await eventually(async () => assert.equal((await pageAtServer(server, own)).text, "Dark, and a good place to think.\n"));
  findNoFault();
});

test("the tab is killed while somebody types: the text comes back, and can be thrown away and taken back", async () => {
  const first = await openEditor(hers, wire, page);
  await first.writeAfter("three rounds", " And taste it.");
  const killer = await hers.context().newCDPSession(hers);
  const crashed = new Promise((resolve) => hers.once("crash", resolve));
  void killer.send("Page.crash").catch(() => undefined);
  await crashed;
  const second = await openPage(hers.context());
  const editor = await openEditor(second, wire, page);
  await second.getByText(/^You had begun to change this page, at/).waitFor();
  await editor.hasText("three rounds. And taste it.");
  await findNoFaultOfAccessibility(second);
  await keepPicture(second, "state-page-recovered");
  await second.getByRole("button", { name: "Discard", exact: true }).click();
  await eventually(async () => assert.doesNotMatch(await editor.field("Text").innerText(), /taste/));
  await second.getByRole("button", { name: "Undo", exact: true }).click();
  await editor.hasText("And taste it.");
  await editor.save();
  await reads(second, "And taste it.");
  assert.deepEqual(second.faults, []);
});

test("the tab is closed while a new page is written: its fields come back", async () => {
  const path = `${wire.url}/write?community=${coffee}&template=lesson-learned`;
  await hers.goto(path);
  const first = await editorOn(hers);
  await first.title.fill("Half a lesson");
  await first.field("What we learnt").pressSequentially("Half a thought");
  await hers.close();
  const second = await openPage(hers.context());
  await second.goto(path);
  const editor = await editorOn(second);
  await eventually(async () => assert.equal(await editor.title.inputValue(), "Half a lesson"));
  assert.match(await editor.field("What we learnt").innerText(), /Half a thought/);
  await second.getByText(/^You had begun this page, at/).waitFor();
  assert.deepEqual(second.faults, []);
});

test("the server is killed while somebody types and saves: it is saved once it is back, and once only", async () => {
  const editor = await openEditor(hers, wire, page);
  const typing = editor.writeAfter("three rounds", " Typed while the server dies and comes back.", 40);
  await editor.hasText("Typed while");
  await server.kill();
  await typing;
  await editor.save();
  await hers.getByText("Your change is kept on this device.").first().waitFor();
  await server.start();
  await reads(hers, "Typed while the server dies and comes back.");
  await eventually(async () => assert.match(await textAtServer(), /three rounds\. Typed while the server dies and comes back\.\n$/));
  const { revisions } = await server.call("PageService/ListRevisions", { page });
  assert.equal(revisions.length, 2);
  findNoFault();
});

test("the sign-in ends while somebody types: the text stays, and is saved after signing in again", async () => {
  const editor = await openEditor(hers, wire, page);
  await editor.writeAfter("three rounds", " Half of a thought");
  await endSignIns(server, maja);
  const dialog = hers.getByRole("dialog", { name: "Sign in again" });
  await dialog.waitFor();
  await dialog.getByLabel("Password", { exact: true }).fill("a long way to the coffee");
  await dialog.getByRole("button", { name: "Sign in", exact: true }).click();
  await dialog.waitFor({ state: "detached" });
  await editor.writeAfter("Half of a thought", ", and the other half.");
  await editor.save();
  await reads(hers, "Half of a thought, and the other half.");
  await eventually(async () => assert.match(await textAtServer(), /Half of a thought, and the other half\.\n$/));
});
