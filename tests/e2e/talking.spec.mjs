// SPDX-License-Identifier: GPL-3.0-or-later
// Two people in one thread: one at a desk in English, one on a telephone in Swedish.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { findNothingCutOff, openBrowser, phone, sitDown } from "./browser.mjs";
import { addCommunity, addPerson, startThread } from "./people.mjs";
import { startServer } from "./server.mjs";
import { openThread } from "./thread_page.mjs";
import { eventually } from "./waiting.mjs";

let server, browser, atDesk, onPhone;
before(async () => {
  server = await startServer();
  const [maja, nils] = [await addPerson(server, "Maja Lind"), await addPerson(server, "Nils Öberg")];
  const community = await addCommunity(server, { name: "Coffee", members: [maja, nils] });
  const thread = await startThread(server, { community, title: "Beans", text: "Which ones?" });
  browser = await openBrowser();
  atDesk = await openThread(await sitDown(browser, server, maja), server, thread);
  onPhone = await openThread(await sitDown(browser, server, nils, phone), server, thread);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

test("what one writes is there for the other at once, and the other way about", async () => {
  await atDesk.write("Those from **Brazil**");
  await onPhone.sees("Those from Brazil");
  assert.equal(await onPhone.message("Those from Brazil").locator("strong").textContent(), "Brazil");
  await onPhone.write("De från Etiopien");
  await atDesk.sees("De från Etiopien");
  assert.deepEqual(await atDesk.texts(), ["Which ones?", "Those from Brazil", "De från Etiopien"]);
  await findNothingCutOff(onPhone.page);
});

test("one sees that the other is writing, in one's own language, until it is sent", async () => {
  const line = onPhone.page.locator(".typing");
  await atDesk.field.pressSequentially("Let me", { delay: 30 });
  await line.filter({ hasText: "Maja Lind skriver" }).waitFor();
  await atDesk.field.press("Enter");
  await onPhone.sees("Let me");
  await eventually(async () => assert.equal(await line.textContent(), ""));
});

test("a reaction is counted for both, and taken back by the one who gave it", async () => {
  await onPhone.react("Those from Brazil", "tummen upp");
  const seen = atDesk.message("Those from Brazil").getByRole("button", { name: /thumbs up, 1: Nils Öberg/ });
  await seen.waitFor();
  await seen.click();
  const own = onPhone.message("Those from Brazil").getByRole("button", { name: /tummen upp, 2/ });
  await own.waitFor();
  await own.click();
  await atDesk.message("Those from Brazil").getByRole("button", { name: /thumbs up, 1: you/ }).waitFor();
});

test("a change is seen by the other, with its mark", async () => {
  await onPhone.edit("De från Etiopien", "De från Etiopien, mörkrostade");
  await atDesk.sees("De från Etiopien, mörkrostade");
  await atDesk.message("mörkrostade").getByText("edited").waitFor();
});

test("a deleted message is gone for the other, and says so", async () => {
  await atDesk.remove("Let me");
  await onPhone.page.getByText("Meddelandet är raderat").waitFor();
  await eventually(async () => assert.equal(await onPhone.message("Let me").count(), 0));
  assert.deepEqual([...atDesk.page.faults, ...onPhone.page.faults], []);
});
