// SPDX-License-Identifier: GPL-3.0-or-later
// A page of a slower computer: Chromium's own throttle on its main thread, and clocks in the page that tell
// when something was painted.
import { openPage } from "../../e2e/browser.mjs";

// Runs in each page before its own scripts. A moment counts as painted at the first task after the frame in
// which a check made just before painting held.
function clocks() {
  const box = () => document.querySelector(".talk-list .virtual");
  const bench = {
    clickedAt: 0,
    painted(check) {
      return new Promise((resolve) => {
        const look = () => {
          if (!check()) return requestAnimationFrame(look);
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => resolve(performance.now());
          port2.postMessage(0);
        };
        requestAnimationFrame(look);
      });
    },
    // What is on screen of a thread is text, and this message is a part of it.
    hasMessages(id) {
      const list = box();
      if (!list) return false;
      const outer = list.getBoundingClientRect();
      const isSeen = (element) => {
        const { top, bottom } = element.getBoundingClientRect();
        return bottom > outer.top + 1 && top < outer.bottom - 1;
      };
      const wanted = list.querySelectorAll(id ? `article[data-message="${id}"]` : "article.message");
      return [...wanted].some(isSeen) && ![...list.querySelectorAll(".message-hole")].some(isSeen);
    },
  };
  addEventListener("click", (event) => (bench.clickedAt = event.timeStamp), true);
  bench.readable = bench.painted(() => bench.hasMessages());
  window.bench = bench;
}

export async function openMeasuredPage(context, { slowdown }) {
  const page = await openPage(context);
  page.setDefaultTimeout(60_000);
  await page.addInitScript(clocks);
  page.cdp = await context.newCDPSession(page);
  await page.cdp.send("Performance.enable");
  await slowDown(page, slowdown);
  return page;
}

export const slowDown = (page, rate) => page.cdp.send("Emulation.setCPUThrottlingRate", { rate });

// From the start of the navigation to the thread's text on screen.
export async function openThreadByAddress(page, url) {
  await page.goto(url, { waitUntil: "commit" });
  return page.evaluate(() => window.bench.readable);
}

// From the click on a link inside the app to the message on screen, and what surrounds it.
export async function clickToMessage(page, link, message) {
  await page.evaluate((id) => {
    window.bench.clickedAt = 0;
    window.bench.found = window.bench.painted(() => window.bench.clickedAt > 0 && window.bench.hasMessages(id));
  }, message);
  await page.locator(link).first().click();
  return page.evaluate(async () => (await window.bench.found) - window.bench.clickedAt);
}

// A link into the app that stands on the page as any other would.
export async function putLink(page, path) {
  await page.evaluate((href) => {
    document.querySelector("#bench-link")?.remove();
    const link = Object.assign(document.createElement("a"), { id: "bench-link", href, textContent: "bench" });
    document.querySelector("main").prepend(link);
  }, path);
  return "#bench-link";
}

// How much the page holds, once what is no longer used is gone.
export async function memoryOf(page) {
  await page.cdp.send("HeapProfiler.collectGarbage");
  await page.cdp.send("HeapProfiler.collectGarbage");
  const { metrics } = await page.cdp.send("Performance.getMetrics");
  const metric = (wanted) => metrics.find(({ name }) => name === wanted).value;
  const stored = await page.evaluate(async () => {
    const { usage, usageDetails } = await navigator.storage.estimate();
    return usageDetails?.indexedDB ?? usage;
  });
  const inList = await page.evaluate(() => document.querySelectorAll("main *").length);
  return { heap: metric("JSHeapUsedSize"), nodes: metric("Nodes"), listeners: metric("JSEventListeners"), inList, stored };
}

// Every message of the thread comes to this device, as it does for one who has read all of it.
export async function readAll(page, slowdown) {
  await slowDown(page, 1);
  await page.evaluate(async () => {
    const list = document.querySelector(".talk-list .virtual");
    const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 5)));
    const settled = async () => {
      for (let turn = 0; turn < 400 && !window.bench.hasMessages(); turn += 1) await frame();
    };
    for (;;) {
      const before = list.scrollTop;
      list.scrollTop -= list.clientHeight * 5;
      await frame();
      await settled();
      if (list.scrollTop === before) break;
    }
    for (;;) {
      const before = list.scrollTop;
      list.scrollTop += list.clientHeight * 5;
      await frame();
      await settled();
      if (list.scrollTop === before) break;
    }
  });
  await slowDown(page, slowdown);
}
