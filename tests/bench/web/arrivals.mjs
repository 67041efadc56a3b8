// SPDX-License-Identifier: GPL-3.0-or-later
// Messages that others write while the thread is open at its end: are frames dropped, and does the page grow?
import { memoryOf, slowDown } from "./page.mjs";

// A frame late by less is the clock's own unrest.
const slackMs = 1;

export async function arrivals({ stage, page, perMinute, seconds, record, profiled }) {
  // The yardstick: frames that come late with nothing to do for so long.
  const still = await framesDuring(page, () => page.waitForTimeout(10_000));
  record("frames over 16.7 ms in 10 s with nothing to do", "", still.over[0]);
  const said = [];
  const came = await profiled(page, "arrivals", () =>
    framesDuring(page, async () => {
      const began = Date.now();
      for (let at = 0; at < (seconds * perMinute) / 60; at += 1) {
        said.push(stage.say(`${stage.texts[at % stage.texts.length]} (${at})`));
        // The pace is what is measured at.
        await page.waitForTimeout(Math.max(0, began + ((at + 1) * 60_000) / perMinute - Date.now()));
      }
      await Promise.all(said);
    }),
  );
  const what = `${perMinute} messages a minute`;
  record(`${what}: frames in ${seconds} s`, "", came.count);
  record(`${what}: frames over 16.7 ms`, "", came.over[0]);
  record(`${what}: frames over 33 ms`, "", came.over[1]);
  record(`${what}: frames over 50 ms`, "", came.over[2]);
  record(`${what}: longest frame`, "ms", came.longest);
  record(`${what}: longest task`, "ms", came.longestTask);
}

async function framesDuring(page, run) {
  await page.evaluate((slack) => {
    const seen = { count: 0, over: [0, 0, 0], longest: 0, longestTask: 0, isOver: false };
    window.bench.frames = seen;
    let last = 0;
    const note = (now) => {
      const took = now - last;
      if (last > 0) {
        seen.count += 1;
        [16.7, 33.3, 50].forEach((limit, at) => (seen.over[at] += took > limit + slack ? 1 : 0));
        seen.longest = Math.max(seen.longest, took);
      }
      last = now;
      if (!seen.isOver) requestAnimationFrame(note);
    };
    requestAnimationFrame(note);
    seen.watcher = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) seen.longestTask = Math.max(seen.longestTask, duration);
    });
    seen.watcher.observe({ type: "longtask" });
  }, slackMs);
  await run();
  return page.evaluate(() => {
    const { watcher, ...seen } = window.bench.frames;
    window.bench.frames.isOver = true;
    watcher.disconnect();
    return seen;
  });
}

// As many messages as come in an hour, as fast as the page draws them, scrolled through now and then.
export async function hourInShort({ stage, page, slowdown, count, record }) {
  await slowDown(page, 1);
  const memories = [await memoryOf(page)];
  const began = Date.now();
  const batch = 50;
  for (let at = 0; at < count; at += batch) {
    await Promise.all(Array.from({ length: batch }, (_, n) => stage.say(`${stage.texts[(at + n) % stage.texts.length]} (${at + n})`)));
    await page.waitForFunction((size) => document.querySelector(".talk-list [aria-setsize]").ariaSetSize === size, String(stage.lengthNow()));
    if ((at / batch) % 20 === 19) await scrollAround(page);
    if (at + batch === count / 2) memories.push(await memoryOf(page));
  }
  memories.push(await memoryOf(page));
  const [before, half, after] = memories;
  const mega = (bytes) => bytes / 1e6;
  record(`${count} messages: took`, "s", (Date.now() - began) / 1000);
  for (const [when, memory] of [["before", before], ["half way", half], ["after", after]]) {
    record(`${count} messages: heap ${when}`, "MB", mega(memory.heap));
    record(`${count} messages: DOM nodes ${when}`, "", memory.nodes);
    record(`${count} messages: listeners ${when}`, "", memory.listeners);
    record(`${count} messages: IndexedDB ${when}`, "MB", mega(memory.stored));
  }
  record(`${count} messages: heap for each`, "bytes", (after.heap - before.heap) / count);
  await slowDown(page, slowdown);
}

async function scrollAround(page) {
  await page.evaluate(async () => {
    const list = document.querySelector(".talk-list .virtual");
    for (let turn = 0; turn < 10; turn += 1) {
      list.scrollTop -= list.clientHeight * 3;
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    }
    list.scrollTop = list.scrollHeight;
  });
  // As a person looks about: the pace of what is measured, not a wait for anything.
  await page.waitForTimeout(100);
}

// The hour itself.
export async function hour(options) {
  const { page, record } = options;
  const before = await memoryOf(page);
  await arrivals({ ...options, seconds: 3600 });
  const after = await memoryOf(page);
  for (const what of ["heap", "nodes", "listeners", "stored"]) {
    record(`an hour: ${what} before`, "", before[what]);
    record(`an hour: ${what} after`, "", after[what]);
  }
}
