// SPDX-License-Identifier: GPL-3.0-or-later
// The first visit of somebody who is signed in, and later starts from what the device has.
import assert from "node:assert/strict";
import { sitDown } from "../../e2e/browser.mjs";
import { openMeasuredPage, openThreadByAddress } from "./page.mjs";

// What a telephone has in the country: 1.6 Mbit/s, 150 ms there and back.
const thinLine = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 95_000 };

export async function firstLoad({ browser, stage, address, slowdown, record, each }) {
  await each(async () => {
    const context = await newDevice(browser, stage);
    const page = await openMeasuredPage(context, { slowdown });
    const wire = await listen(page);
    const readable = await openThreadByAddress(page, address);
    record("first load: compressed, until readable", "kB", wire.bytes / 1000);
    record("first load: requests until readable", "", wire.requests);
    record("first load: the thread's data beside it", "kB", wire.data / 1000);
    record("first load: readable, cold", "ms", readable);
    await workerHasAll(page);
    await forgetData(page, context, stage);
    const second = await openMeasuredPage(context, { slowdown });
    record("first load: readable, service worker warm, nothing stored", "ms", await openThreadByAddress(second, address));
    await context.close();
  });
  await each(async () => {
    const context = await newDevice(browser, stage);
    const page = await openMeasuredPage(context, { slowdown });
    await page.cdp.send("Network.enable");
    await page.cdp.send("Network.emulateNetworkConditions", thinLine);
    record("first load: readable, cold, 1.6 Mbit/s and 150 ms", "ms", await openThreadByAddress(page, address));
    await context.close();
  });
}

export async function starts({ browser, stage, address, slowdown, record, each, profiled }) {
  const context = await newDevice(browser, stage);
  const visit = await openMeasuredPage(context, { slowdown: 1 });
  await openThreadByAddress(visit, address);
  await workerHasAll(visit);
  // What goes on behind it leaves the processor before the next visit is timed.
  await visit.waitForTimeout(1500);
  await visit.close();
  const start = async (what) => {
    const page = await openMeasuredPage(context, { slowdown });
    record(what, "ms", await profiled(page, what.replace(",", ""), () => openThreadByAddress(page, address)));
    return page;
  };
  await each(async () => {
    await (await start("start from the store, network on")).close();
    await context.setOffline(true);
    const page = await start("start from the store, network off");
    await page.getByText(/^No connection/).first().waitFor();
    await page.close();
    await context.setOffline(false);
  });
  await context.close();
}

// A browser that has never been here, in which Maja is signed in.
export async function newDevice(browser, stage) {
  const page = await sitDown(browser, stage, stage.maja);
  const context = page.context();
  await page.close();
  return context;
}

// Bytes as they come, heads and compression included. What a service worker fetches is not the page's.
async function listen(page) {
  const wire = { bytes: 0, requests: 0, data: 0 };
  await page.cdp.send("Network.enable");
  page.cdp.on("Network.loadingFinished", ({ encodedDataLength }) => (wire.bytes += encodedDataLength));
  page.cdp.on("Network.responseReceived", () => (wire.requests += 1));
  page.cdp.on("Network.webSocketFrameReceived", ({ response: { opcode, payloadData } }) => {
    wire.data += opcode === 2 ? Math.floor((payloadData.length * 3) / 4) : payloadData.length;
  });
  return wire;
}

const workerHasAll = (page) =>
  page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready;
    while (active.state !== "activated") await new Promise((resolve) => setTimeout(resolve, 50));
  });

async function forgetData(page, context, { url }) {
  await page.close();
  const blank = await context.newPage();
  const cdp = await context.newCDPSession(blank);
  await cdp.send("Storage.clearDataForOrigin", { origin: url, storageTypes: "indexeddb" });
  await blank.goto(`${url}/readyz`);
  const left = await blank.evaluate(async () => (await indexedDB.databases()).length);
  assert.equal(left, 0, "the device has forgotten its data");
  await blank.close();
}
