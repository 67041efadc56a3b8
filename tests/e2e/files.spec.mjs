// SPDX-License-Identifier: GPL-3.0-or-later
// Files in messages and pages: sent by the button and by pasting, over a line that breaks, seen by those who may
// see what holds them and by nobody else.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { faultsBesideNetwork, findNoFaultOfAccessibility, findNothingCutOff, keepPicture, openBrowser, openPage, phone, sitDown } from "./browser.mjs";
import { makePicture, pasteFile } from "./made_files.mjs";
import { addCommunity, addPerson, postsAtServer, startThread } from "./people.mjs";
import { startServer } from "./server.mjs";
import { openThread } from "./thread_page.mjs";
import { eventually } from "./waiting.mjs";
import { addPage, isAtPage, openEditor, pageAtServer, readPage } from "./wiki_pages.mjs";
import { layWire } from "./wire.mjs";

const picture = { name: "mill.png", mimeType: "image/png", buffer: makePicture(900, 600) };

let server, browser, maja, nils, coffee, thread, wire, hers, his;
before(async () => {
  server = await startServer();
  maja = await addPerson(server, "Maja Lind");
  nils = await addPerson(server, "Nils Öberg");
  coffee = await addCommunity(server, { name: "Coffee", openness: "OPENNESS_PRIVATE", members: [maja, nils] });
  thread = await startThread(server, { community: coffee, title: "The mill", text: "It hums." });
  wire = await layWire(server);
  browser = await openBrowser();
  hers = await openThread(await sitDown(browser, wire, maja), wire, thread);
  his = await openThread(await sitDown(browser, server, nils, phone), server, thread);
});
after(async () => {
  wire?.take();
  await browser?.close();
  await server?.stop();
});

const findNoFault = () => assert.deepEqual([...faultsBesideNetwork(hers.page), ...faultsBesideNetwork(his.page)], []);
const send = () => hers.page.getByRole("button", { name: "Send", exact: true }).click();
// The bytes have come and are a picture.
const isDrawn = (image) =>
  eventually(async () => assert.ok(await image.evaluate((element) => element.complete && element.naturalWidth > 0)));
async function choose(page, button, files) {
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: button }).click();
  await (await chooser).setFiles(files);
}
const fileOf = async (words) => (await postsAtServer(server, thread)).find(({ text }) => text.includes(words)).files[0];

test("a picture that is attached by the button stands as a thumbnail before another", async () => {
  await choose(hers.page, "Attach files", picture);
  await hers.page.getByRole("list", { name: "Attached files" }).getByText("mill.png").waitFor();
  await hers.page.getByLabel("What is in the picture?").fill("A mill on a bench");
  await hers.field.fill("Here it is");
  await findNoFaultOfAccessibility(hers.page);
  await keepPicture(hers.page, "state-file-attached");
  await send();
  await his.sees("Here it is");
  const shown = his.message("Here it is").getByRole("button", { name: "Visa bilden: A mill on a bench" });
  await isDrawn(shown.locator("img"));
  const { id, mediaType, width } = await fileOf("Here it is");
  assert.deepEqual([mediaType, width], ["image/png", 900]);
  assert.match(await shown.locator("img").getAttribute("src"), new RegExp(`/files/${id}\\?thumbnail`));
  await findNothingCutOff(his.page);
  await findNoFaultOfAccessibility(his.page);
  await keepPicture(his.page, "state-file-in-message");
  await shown.click();
  const viewer = his.page.getByRole("dialog");
  await isDrawn(viewer.locator("img"));
  await findNoFaultOfAccessibility(his.page);
  await keepPicture(his.page, "state-picture-viewer");
  await his.page.keyboard.press("Escape");
  await viewer.waitFor({ state: "hidden" });
  findNoFault();
});

test("a picture is pasted into the field, and a file of another kind is a card", async () => {
  await hers.field.focus();
  await pasteFile(hers.page, picture);
  await hers.page.getByRole("list", { name: "Attached files" }).getByText("mill.png").waitFor();
  await choose(hers.page, "Attach files", { name: "notes.txt", mimeType: "text/plain", buffer: Buffer.from("Sixty grams a litre.") });
  await hers.field.fill("Pasted");
  await send();
  await his.sees("Pasted");
  await isDrawn(his.message("Pasted").locator(".file-picture img"));
  const card = his.message("Pasted").getByRole("link", { name: /notes\.txt/ });
  const answer = await his.page.context().request.get(new URL(await card.getAttribute("href"), server.url).href);
  assert.match(answer.headers()["content-disposition"], /^attachment/);
  assert.equal(answer.headers()["x-content-type-options"], "nosniff");
  assert.match(answer.headers()["content-security-policy"], /sandbox/);
  assert.equal(await answer.text(), "Sixty grams a litre.");
  findNoFault();
});

test("a file goes on where it was when the line breaks, and the message goes with it", async () => {
  const large = { name: "noise.png", mimeType: "image/png", buffer: makePicture(1000, 1000, true) };
  await hers.field.fill("Large one");
  wire.cutAfter(1_800_000);
  await choose(hers.page, "Attach files", large);
  await hers.page.getByText("Waits for a connection").waitFor();
  await send();
  await hers.page.getByText("Waits for a file to be sent").waitFor();
  await findNoFaultOfAccessibility(hers.page);
  await keepPicture(hers.page, "state-file-waits");
  const before = wire.sentBytes();
  wire.mend();
  await his.sees("Large one", 60_000);
  await isDrawn(his.message("Large one").locator(".file-picture img"));
  const again = wire.sentBytes() - before;
  assert.ok(again < large.buffer.length - 1_000_000, `${again} of ${large.buffer.length} bytes were sent after the break`);
  const { width, height } = await fileOf("Large one");
  assert.deepEqual([width, height], [1000, 1000]);
  findNoFault();
});

test("a picture is put into a page and is there for another, without any script too", async () => {
  const page = await addPage(server, { title: "The mill", community: coffee, text: "This is it:\n" });
  const editor = await openEditor(hers.page, wire, page);
  await editor.writeAfter("This is it", "\n\n");
  await choose(hers.page, "Pictures and files", picture);
  const asked = hers.page.getByRole("dialog", { name: "Describe the file" });
  await asked.getByRole("textbox", { name: "What is in the picture?" }).fill("A mill [of iron]");
  await findNoFaultOfAccessibility(hers.page);
  await hers.page.keyboard.press("Enter");
  // Of its address only that there is one.
  await editor.hasText("![A mill \\[of iron\\]](…)");
  await editor.save();
  await isAtPage(hers.page, page);
  await readPage(his.page, server, page);
  const image = his.page.locator(".reading-text img");
  await isDrawn(image);
  assert.equal(await image.getAttribute("alt"), "A mill [of iron]");
  await findNothingCutOff(his.page);
  const { files } = await pageAtServer(server, page);
  assert.equal(files.length, 1);
  const context = await browser.newContext({ ...phone, javaScriptEnabled: false, storageState: await his.page.context().storageState() });
  const plain = await openPage(context);
  await plain.goto(`${server.url}/p/${page}`);
  await isDrawn(plain.getByRole("main").locator("img"));
  await context.close();
  // A file that only this page holds goes out of sight with it.
  const fetched = async () => (await his.page.context().request.get(`${server.url}/files/${files[0].id}`)).status();
  assert.equal(await fetched(), 200);
  await server.call("PageService/TrashPage", { page });
  assert.equal((await pageAtServer(server, page)).inTrash, true);
  findNoFault();
});

test("nobody else reads a file, and with its message it is gone for those who could", async () => {
  const { id } = await fileOf("Here it is");
  const stranger = await sitDown(browser, server, await addPerson(server, "Fatima Zahra"));
  const statusFor = async (page, rest = "") => (await page.context().request.get(`${server.url}/files/${id}${rest}`)).status();
  for (const rest of ["", "?thumbnail", "?download"]) {
    assert.equal(await statusFor(his.page, rest), 200, rest);
    assert.equal(await statusFor(stranger, rest), 404, rest);
  }
  hers = await openThread(hers.page, wire, thread);
  his = await openThread(his.page, server, thread);
  await hers.remove("Here it is");
  // The moment in which it can be brought back ends when she leaves.
  await hers.page.goto(`${wire.url}/`);
  await eventually(async () => assert.equal(await his.message("Here it is").count(), 0));
  await eventually(async () => assert.equal(await statusFor(his.page), 404));
  assert.equal(await statusFor(his.page, "?thumbnail"), 404);
  await stranger.context().close();
  findNoFault();
});
