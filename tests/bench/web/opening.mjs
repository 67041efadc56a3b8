// SPDX-License-Identifier: GPL-3.0-or-later
// A click on a thread of 10,000 messages, until those to be read next are on screen.
import { newDevice } from "./first_load.mjs";
import { clickToMessage, openMeasuredPage, putLink, readAll, slowDown } from "./page.mjs";

export async function opening({ browser, stage, slowdown, record, each, profiled }) {
  const half = stage.length / 2;
  const path = `/threads/${stage.thread}`;
  const elsewhere = `/communities/${stage.community}`;
  const permalink = (ordinal) => `${path}/${stage.messageAt(ordinal)}`;

  const go = async (page, to, ordinal) => {
    const link = await putLink(page, to);
    // Not while the page is still at work on what came before.
    await page.waitForTimeout(700);
    return clickToMessage(page, link, stage.messageAt(ordinal));
  };
  const leave = async (page) => {
    await putLink(page, elsewhere);
    await page.click("#bench-link");
    await page.locator(`main a[href="${path}"]`).first().waitFor();
    await stage.readUpTo(half);
  };
  const begin = async (context, rate) => {
    await stage.readUpTo(half);
    const page = await openMeasuredPage(context, { slowdown: rate });
    await page.goto(stage.url + elsewhere);
    await page.locator(`main a[href="${path}"]`).first().waitFor();
    return page;
  };

  await each(async () => {
    const context = await newDevice(browser, stage);
    const page = await begin(context, slowdown);
    record("open 10,000: first time, over the network", "ms", await go(page, path, half + 1));
    await context.close();
  });
  await each(async () => {
    const context = await newDevice(browser, stage);
    const page = await begin(context, slowdown);
    record("permalink in the middle: first time, over the network", "ms", await go(page, permalink(half - 1000), half - 1000));
    await context.close();
  });

  const context = await newDevice(browser, stage);
  const visit = await begin(context, 1);
  await go(visit, path, half + 1);
  await readAll(visit, 1);
  // What has come is written to the device behind it.
  await visit.waitForTimeout(3000);
  await visit.close();
  let page;
  await each(async () => {
    await page?.close();
    page = await begin(context, slowdown);
    record("open 10,000: from the device", "ms", await profiled(page, "open from the device", () => go(page, path, half + 1)));
  });
  await each(async () => {
    await leave(page);
    record("open 10,000: held in memory", "ms", await profiled(page, "open held", () => go(page, path, half + 1)));
  });
  await each(async () => {
    await leave(page);
    record("permalink in the middle: held in memory", "ms", await go(page, permalink(half - 1000), half - 1000));
  });
  await each(async (turn) => {
    const ordinal = half - 3000 - 500 * (turn % 4);
    record("permalink within the open thread", "ms", await profiled(page, "permalink within", () => go(page, permalink(ordinal), ordinal)));
  });
  await slowDown(page, 1);
  await context.close();
}
