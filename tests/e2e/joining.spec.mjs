// SPDX-License-Identifier: GPL-3.0-or-later
// Asking to be let in: what one device asks, takes back or is answered, the other shows at once.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { findNoFaultOfAccessibility, goTo, keepPicture, openBrowser, phone, sitDown } from "./browser.mjs";
import { addCommunity, addPerson } from "./people.mjs";
import { startServer } from "./server.mjs";

let server, browser, nils, wages, desk, pocket;
before(async () => {
  server = await startServer();
  nils = await addPerson(server, "Nils Öberg");
  wages = await addCommunity(server, { name: "Wages", purpose: "Before the talks", openness: "OPENNESS_ON_REQUEST" });
  browser = await openBrowser();
  desk = await sitDown(browser, server, nils);
  pocket = await sitDown(browser, server, nils, { ...phone, locale: "en-GB" });
  for (const page of [desk, pocket]) await goTo(page, `${server.url}/communities/${wages}`);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

const asking = (page) => page.getByRole("main").getByRole("button", { name: "Ask to join Wages" });
const asked = (page) => page.getByRole("main").getByText("Asked; a steward will answer");
async function ask(page) {
  await asking(page).click();
  await page.getByRole("button", { name: "Send" }).click();
}
const answer = (accept) => server.call("CommunityService/AnswerJoinRequest", { community: wages, person: nils.id, accept });

test("what one device asked, the other knows, and takes back for both", async () => {
  await ask(desk);
  await asked(desk).waitFor();
  await asked(pocket).waitFor();
  await findNoFaultOfAccessibility(desk);
  await keepPicture(desk, "community-asked");
  await keepPicture(pocket, "community-asked-phone");
  await goTo(pocket, `${server.url}/communities`);
  await asked(pocket).waitFor();
  await pocket.getByRole("button", { name: "Take back your request to join Wages" }).click();
  await asking(pocket).waitFor();
  await asking(desk).waitFor();
  const { requests = [] } = await server.call("CommunityService/ListJoinRequests", { community: wages });
  assert.deepEqual(requests, []);
});

test("an answer shows on all devices at once", async () => {
  await ask(pocket);
  await asked(desk).waitFor();
  await answer(false);
  await asking(desk).waitFor();
  await asking(pocket).waitFor();
  await ask(desk);
  await asked(pocket).waitFor();
  await answer(true);
  await desk.getByRole("button", { name: "More about Wages" }).waitFor();
  // In the list of communities.
  await pocket.getByRole("main").getByText("Member", { exact: true }).waitFor();
});
