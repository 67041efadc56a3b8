// SPDX-License-Identifier: GPL-3.0-or-later
// What a page has been can be looked at, compared and brought back; what was thrown away too.
import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { faultsBesideNetwork, findNoFaultOfAccessibility, openBrowser, sitDown } from "./browser.mjs";
import { isAt } from "./keys.mjs";
import { addCommunity, addPerson, signInByApi } from "./people.mjs";
import { startServer } from "./server.mjs";
import { eventually } from "./waiting.mjs";
import { addPage, chooseOfPage, isAtPage, pageAtServer, readPage, reads, saveByApi } from "./wiki_pages.mjs";
import { layWire } from "./wire.mjs";

const text = `Grind the beans just before brewing.

Use sixty grams for each litre.`;

let server, browser, maja, nils, coffee, page, hers;
before(async () => {
  server = await startServer();
  maja = await addPerson(server, "Maja Lind");
  nils = await addPerson(server, "Nils Öberg");
  coffee = await addCommunity(server, { name: "Coffee", members: [maja, nils] });
  const his = (await signInByApi(server, nils)).secret;
  browser = await openBrowser();
  hers = await sitDown(browser, server, maja);
  page = await addPage(server, { title: "How we brew", community: coffee, text });
  await saveByApi(server, page, { text: text.replace("sixty", "seventy"), summary: "Stronger" }, his);
  await saveByApi(server, page, { text: `${text.replace("sixty", "seventy")}\n\nPour slowly.` }, his);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});
beforeEach(() => readPage(hers, server, page));

const findNoFault = () => assert.deepEqual(hers.faults.splice(0), []);

test("two versions are chosen in the history and compared word by word", async () => {
  await chooseOfPage(hers, "History");
  await isAt(hers, `/p/${page}/history`);
  await hers.getByText("Stronger").waitFor();
  await hers.getByRole("link", { name: "Nils Öberg" }).first().waitFor();
  await findNoFaultOfAccessibility(hers);
  for (const number of [1, 3]) await hers.getByRole("checkbox", { name: new RegExp(`^Choose Version ${number} to compare`) }).check();
  await hers.getByRole("button", { name: "Compare the two" }).click();
  await isAt(hers, `/p/${page}/compare`);
  const main = hers.getByRole("main");
  await main.locator("del", { hasText: "sixty" }).waitFor();
  await main.locator("ins", { hasText: "seventy" }).waitFor();
  await main.getByText("Pour slowly.").first().waitFor();
  await findNoFaultOfAccessibility(hers);
  findNoFault();
});

test("who wrote what stands beside each part", async () => {
  await hers.goto(`${server.url}/p/${page}/blame`);
  await hers.getByRole("heading", { level: 1 }).waitFor();
  await hers.getByRole("main").getByText("Pour slowly.").waitFor();
  await hers.getByRole("main").getByText("Nils Öberg").first().waitFor();
  await findNoFaultOfAccessibility(hers);
  findNoFault();
});

test("what was read of the history is there without a network, and what was not says so", async () => {
  const wire = await layWire(server);
  const away = await sitDown(browser, wire, maja);
  const shows = (words) => away.getByRole("main").getByText(words).first().waitFor();
  await readPage(away, wire, page);
  for (const [path, words] of [["history", "Stronger"], ["blame", "Pour slowly."], ["compare?from=1", "Pour slowly."]]) {
    await away.goto(`${wire.url}/p/${page}/${path}`);
    await shows(words);
  }
  await away.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await away.context().setOffline(true);
  wire.cut();
  await away.goto(`${wire.url}/p/${page}/history`);
  await shows("Stronger");
  await shows("This is what was last read here.");
  await away.goto(`${wire.url}/p/${page}/blame`);
  await shows("Pour slowly.");
  await away.goto(`${wire.url}/p/${page}/compare?from=1`);
  await shows("Pour slowly.");
  await findNoFaultOfAccessibility(away);
  await away.goto(`${wire.url}/p/${page}/compare?from=1&to=2`);
  await away.getByRole("heading", { name: "The history needs a connection" }).waitFor();
  assert.deepEqual(faultsBesideNetwork(away), []);
  await away.context().close();
  wire.take();
});

test("an older version is read, brought back, and that is taken back", async () => {
  await hers.goto(`${server.url}/p/${page}/history`);
  await hers.getByRole("button", { name: "More for Version 1" }).click();
  await hers.getByRole("menuitem", { name: "Bring this version back" }).click();
  await hers.getByText("The page is again as it was in version 1").waitFor();
  await eventually(async () => assert.equal((await pageAtServer(server, page)).text, `${text}\n`));
  await hers.getByRole("button", { name: "Undo", exact: true }).click();
  await hers.getByText("The page is as it was a moment ago").waitFor();
  await eventually(async () => assert.match((await pageAtServer(server, page)).text, /seventy[\s\S]*Pour slowly/));
  const { revisions } = await server.call("PageService/ListRevisions", { page });
  assert.equal(revisions.length, 5, "nothing of it is lost");
  findNoFault();
});

test("a page is put in the trash with what is below it, and undo brings both back", async () => {
  const below = await addPage(server, { title: "Water", community: coffee, parent: page, text: "Soft." });
  await chooseOfPage(hers, "Put in the trash");
  await hers.getByText("How we brew is in the trash, with all that is below it").waitFor();
  await eventually(async () => assert.equal((await pageAtServer(server, below)).inTrash, true));
  assert.equal(await hers.getByRole("link", { name: "Edit", exact: true }).count(), 0);
  await findNoFaultOfAccessibility(hers);
  await hers.getByRole("button", { name: "Undo", exact: true }).click();
  await hers.getByRole("link", { name: "Edit", exact: true }).waitFor();
  await eventually(async () => assert.ok(!(await pageAtServer(server, below)).inTrash));
  findNoFault();
});

test("the trash has what was thrown away, and brings it back for everybody", async () => {
  await server.call("PageService/TrashPage", { page });
  await hers.goto(`${server.url}/communities/${coffee}/pages`);
  await hers.getByRole("link", { name: "Trash" }).click();
  await isAt(hers, "/wiki/trash");
  const restore = hers.getByRole("button", { name: "Bring back How we brew" });
  await restore.waitFor();
  await findNoFaultOfAccessibility(hers);
  await restore.click();
  await hers.getByText("How we brew is back").waitFor();
  await readPage(hers, server, page);
  await isAtPage(hers, page);
  await reads(hers, "Pour slowly");
  findNoFault();
});
