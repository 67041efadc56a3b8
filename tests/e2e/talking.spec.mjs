// SPDX-License-Identifier: GPL-3.0-or-later
// Two people in one thread: one at a desk in English, one on a telephone in Swedish.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { findNothingCutOff, keepPicture, openBrowser, phone, sitDown } from "./browser.mjs";
import { addCommunity, addPerson, post, startThread } from "./people.mjs";
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
  await atDesk.field.pressSequentially("Let me think of it for a moment", { delay: 100 });
  await line.filter({ hasText: "Maja Lind skriver" }).waitFor();
  await keepPicture(onPhone.page, "state-typing");
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

test("a deleted message can be brought back for a while; then it is gone for the other too, and says so", async () => {
  await atDesk.remove("Let me");
  await atDesk.page.getByText("This message has been deleted").waitFor();
  await keepPicture(atDesk.page, "state-deleted");
  await atDesk.undo();
  await atDesk.sees("Let me");
  await onPhone.sees("Let me");
  await atDesk.remove("Let me");
  await onPhone.page.getByText("Meddelandet är raderat").waitFor({ timeout: 25_000 });
  await eventually(async () => assert.equal(await onPhone.message("Let me").count(), 0));
  assert.deepEqual([...atDesk.page.faults, ...onPhone.page.faults], []);
});

test("a thread opens at the first message that is new, and follows what comes when its end is seen", async () => {
  const [who, community] = [await addPerson(server, "Fatima Zahra"), await addCommunity(server, { name: "Tea" })];
  await server.call("CommunityService/AddMember", { community, person: who.id });
  const thread = await startThread(server, { community, title: "Leaves", text: "The beginning" });
  const long = (n) => `Number ${n}:\n\n${"a line of it\n\n".repeat(6)}`;
  for (const n of [2, 3, 4, 5]) await post(server, thread, long(n));
  const page = await sitDown(browser, server, who);
  const open = await openThread(page, server, thread);
  const isInSight = (text) => eventually(async () => assert.ok(await open.message(text).isVisible() && (await isOnScreen(open.message(text))), `${text} is in sight`));
  await open.sees("Number 3:");
  await isInSight("The beginning");
  await open.write("And this is the end");
  await isInSight("And this is the end");
  await post(server, thread, "Or this");
  await isInSight("Or this");
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

const isOnScreen = (message) =>
  message.evaluate((row) => {
    const [own, box] = [row.getBoundingClientRect(), row.closest(".virtual").getBoundingClientRect()];
    return own.top >= box.top - 1 && own.bottom <= box.bottom + 1;
  });
