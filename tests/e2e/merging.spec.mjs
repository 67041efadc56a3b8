// SPDX-License-Identifier: GPL-3.0-or-later
// Two communities become one: a steward merges them by keys, while somebody reads and writes in the one that
// goes on a telephone; every old address leads on.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { findNoFaultOfAccessibility, findNothingCutOff, keepPicture, openBrowser, openPage, phone, sitDown } from "./browser.mjs";
import { hasFocus, isAt, tabTo } from "./keys.mjs";
import { addCommunity, addPerson, postsAtServer, startThread } from "./people.mjs";
import { startServer } from "./server.mjs";
import { openThread } from "./thread_page.mjs";
import { eventually } from "./waiting.mjs";

let server, browser, maja, nils, tea, coffee, leaves, atDesk, onPhone;
before(async () => {
  server = await startServer();
  maja = await addPerson(server, "Maja Lind");
  nils = await addPerson(server, "Nils Öberg");
  tea = await addCommunity(server, { name: "Tea", purpose: "Leaves and water", members: [maja, nils] });
  coffee = await addCommunity(server, { name: "Coffee", members: [maja] });
  for (const community of [tea, coffee]) await server.call("CommunityService/SetSteward", { community, person: maja.id, steward: true });
  leaves = await startThread(server, { community: tea, title: "Leaves", text: "Black or green?" });
  browser = await openBrowser();
  atDesk = await sitDown(browser, server, maja);
  onPhone = await openThread(await sitDown(browser, server, nils, phone), server, leaves);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

test("a steward merges one into the other by keys, and is led to the one that stays", async () => {
  await onPhone.field.pressSequentially("Grönt, för ");
  const { keyboard } = atDesk;
  await atDesk.goto(`${server.url}/communities/${tea}/settings`);
  await atDesk.getByRole("button", { name: "Merge into another community …" }).waitFor();
  await tabTo(atDesk, /^BUTTON Merge into another community/);
  await keyboard.press("Enter");
  await atDesk.getByRole("dialog", { name: "Merge “Tea” into another" }).waitFor();
  await keyboard.type("coff");
  await atDesk.getByRole("option", { name: "Coffee" }).waitFor();
  await keyboard.press("Enter");
  const asking = atDesk.getByRole("dialog", { name: "Merge “Tea” into “Coffee”?" });
  await asking.getByRole("button", { name: "Merge", exact: true }).waitFor();
  await findNoFaultOfAccessibility(atDesk);
  await keepPicture(atDesk, "state-merging-communities");
  await tabTo(atDesk, /^BUTTON Merge$/);
  await keyboard.press("Enter");
  await isAt(atDesk, `/communities/${coffee}/settings`);
  await hasFocus(atDesk, /^H1 Coffee/);
  await tabTo(atDesk, /^(A|BUTTON) Threads/);
  await keyboard.press("Enter");
  await atDesk.getByRole("main").getByRole("link", { name: "Leaves" }).waitFor();
});

test("whoever writes in a thread that moves along goes on writing, and is in the community that stays", async () => {
  await onPhone.page.getByRole("link", { name: "Coffee" }).first().waitFor();
  assert.equal(await onPhone.field.inputValue(), "Grönt, för ");
  await onPhone.field.pressSequentially("smakens skull");
  await onPhone.page.getByRole("button", { name: "Skicka", exact: true }).click();
  await onPhone.isSent("Grönt, för smakens skull");
  const hers = await openThread(atDesk, server, leaves);
  await hers.sees("Grönt, för smakens skull");
  assert.deepEqual((await postsAtServer(server, leaves)).map(({ text }) => text), ["Black or green?", "Grönt, för smakens skull"]);
  const { members } = await server.call("CommunityService/ListMembers", { root: coffee });
  assert.ok(members.some(({ person }) => person === nils.id), "he is a member of the one that stays");
  await findNothingCutOff(onPhone.page);
});

test("old addresses of the community lead to the one that stays", async () => {
  for (const path of ["", "/about", "/members"]) {
    await onPhone.page.goto(`${server.url}/communities/${tea}${path}`);
    await eventually(() => assert.match(new URL(onPhone.page.url()).pathname, new RegExp(`^/communities/${coffee}`)));
    await onPhone.page.getByRole("heading", { level: 1, name: "Coffee" }).waitFor();
  }
  await keepPicture(onPhone.page, "state-merged-community");
  await onPhone.page.goto(`${server.url}/communities`);
  await onPhone.page.getByRole("main").getByRole("link", { name: "Coffee" }).first().waitFor();
  assert.equal(await onPhone.page.getByRole("main").getByRole("link", { name: "Tea", exact: true }).count(), 0);
  assert.deepEqual([...onPhone.page.faults, ...atDesk.faults], []);
});

test("so they do for somebody who was in neither, on a device that knows nothing of them", async () => {
  const page = await sitDown(browser, server, await addPerson(server, "Fatima Zahra"));
  await page.goto(`${server.url}/communities/${tea}`);
  await page.getByRole("heading", { level: 1, name: "Coffee" }).waitFor();
  await hasFocus(page, /^(H1|BODY)/);
  const second = await openPage(page.context());
  await second.goto(`${server.url}/threads/${leaves}`);
  await second.getByRole("heading", { level: 1, name: "Leaves" }).waitFor();
  await second.getByRole("link", { name: "Coffee" }).first().waitFor();
  assert.deepEqual([...page.faults, ...second.faults], []);
  await page.context().close();
});
