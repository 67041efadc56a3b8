// SPDX-License-Identifier: GPL-3.0-or-later
// A guest from another organisation: talks where invited, and of all else there is no trace.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { findNoFaultOfAccessibility, goTo, keepPicture, openBrowser, phone, sitDown } from "./browser.mjs";
import { addCommunity, addPerson, makeId, startThread } from "./people.mjs";
import { startServer } from "./server.mjs";
import { openThread } from "./thread_page.mjs";
import { eventually } from "./waiting.mjs";

let server, browser, guest, nils, fatima, coffee, code, beans, secretThread, page;
before(async () => {
  server = await startServer();
  guest = await addPerson(server, "Gustav Guest", "ROLE_GUEST");
  nils = await addPerson(server, "Nils Öberg");
  fatima = await addPerson(server, "Fatima Zahra");
  coffee = await addCommunity(server, { name: "Coffee", members: [guest, nils] });
  code = await addCommunity(server, { name: "Readable code", purpose: "Names and layers", members: [nils, fatima] });
  await addCommunity(server, { name: "Wages", openness: "OPENNESS_ON_REQUEST", members: [fatima] });
  beans = await startThread(server, { community: coffee, title: "Beans", text: "Which ones?" });
  secretThread = await startThread(server, { community: code, title: "A word for what waits", text: "Pending or held?" });
  browser = await openBrowser();
  page = await sitDown(browser, server, guest);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

const others = /Readable code|Wages|Fatima|A word for what waits/;
async function showsNothingOfOthers() {
  await page.waitForFunction(() => !document.querySelector(".skeleton"));
  assert.doesNotMatch(await page.locator("body").innerText(), others);
}

test("a guest has the community of the invitation, and can neither look for others nor make any", async () => {
  await goTo(page, `${server.url}/communities`);
  await page.getByRole("main").getByRole("link", { name: "Coffee" }).first().waitFor();
  await showsNothingOfOthers();
  assert.equal(await page.getByRole("main").getByText(/New community|^Join/).count(), 0);
  await findNoFaultOfAccessibility(page);
  await keepPicture(page, "guest-communities");
});

test("what is not open to a guest looks like what does not exist", async () => {
  const absent = async (path) => {
    await goTo(page, server.url + path);
    await eventually(async () => assert.match(await page.locator("main h1").first().innerText(), /nothing here|cannot be shown/));
    await showsNothingOfOthers();
    return page.getByRole("main").innerText();
  };
  for (const [kind, id] of [["communities", code], ["threads", secretThread], ["people", fatima.id]]) {
    assert.equal(await absent(`/${kind}/${id}`), await absent(`/${kind}/${makeId()}`), kind);
  }
});

test("home, people and the palette know those a guest shares a community with, and nobody else", async () => {
  await goTo(page, `${server.url}/people`);
  await page.getByRole("main").getByText("Nils Öberg").first().waitFor();
  await showsNothingOfOthers();
  await keepPicture(page, "guest-people");
  await goTo(page, server.url);
  await showsNothingOfOthers();
  await page.keyboard.press("Control+k");
  const dialog = page.getByRole("dialog", { name: "Go to" });
  await dialog.waitFor();
  await page.keyboard.type("n");
  await dialog.getByRole("option", { name: /^Nils/ }).waitFor();
  for (const name of ["Fatima", "Readable", "Wages"]) {
    await dialog.getByRole("combobox").fill(name);
    await eventually(async () => assert.equal(await dialog.getByRole("option", { name: new RegExp(`^(?!Search for).*${name}`) }).count(), 0, name));
  }
  await page.keyboard.press("Escape");
});

test("a guest and a member talk live, on a desk in English and a telephone in Swedish; members see that one is a guest", async () => {
  const own = await openThread(page, server, beans);
  const member = await openThread(await sitDown(browser, server, nils, phone), server, beans);
  await own.write("Those from Ethiopia");
  await member.sees("Those from Ethiopia");
  await member.write("De är goda");
  await own.sees("De är goda");
  await own.field.fill("@Fat");
  await own.field.press("End");
  assert.equal(await page.getByRole("option", { name: /Fatima/ }).count(), 0);
  await own.field.fill("@Ni");
  await own.field.pressSequentially("l");
  await page.getByRole("option", { name: /Nils/ }).waitFor();
  await own.field.fill("");
  await goTo(member.page, `${server.url}/communities/${coffee}/members`);
  await member.page.getByRole("listitem").filter({ hasText: "Gustav Guest" }).getByText("Gäst", { exact: true }).waitFor();
  assert.deepEqual(member.page.faults, []);
  await member.page.context().close();
});

test("taken out of the community, a guest keeps nothing of it on the screen or on the device", async () => {
  const own = await openThread(page, server, beans);
  await own.sees("Those from Ethiopia");
  await server.call("CommunityService/RemoveMember", { community: coffee, person: guest.id });
  await eventually(async () => assert.doesNotMatch(await page.locator("body").innerText(), /Beans|Ethiopia|Coffee/));
  await page.reload();
  await page.locator("main h1").first().waitFor();
  await page.waitForFunction(() => !document.querySelector(".skeleton"));
  await eventually(async () => assert.doesNotMatch(await page.locator("body").innerText(), /Beans|Ethiopia|Coffee/));
  await goTo(page, `${server.url}/communities`);
  await findNoFaultOfAccessibility(page);
  await keepPicture(page, "guest-nowhere");
  assert.deepEqual(page.faults, []);
});
