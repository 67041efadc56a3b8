// SPDX-License-Identifier: GPL-3.0-or-later
// Measures the web app in a browser on a slowed-down processor; tests/bench/README.md says what and how.
import { mkdirSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { openBrowser } from "../../e2e/browser.mjs";
import { arrivals, hour, hourInShort } from "./arrivals.mjs";
import { firstLoad, newDevice, starts } from "./first_load.mjs";
import { opening } from "./opening.mjs";
import { openMeasuredPage, openThreadByAddress, readAll } from "./page.mjs";
import { makeReport, readProfile } from "./report.mjs";
import { setStage } from "./stage.mjs";
import { writing } from "./writing.mjs";

const { values: options } = parseArgs({
  options: {
    server: { type: "string" },
    cli: { type: "string" },
    machine: { type: "string", default: "" },
    out: { type: "string", default: "." },
    rows: { type: "string", default: "load start open write arrive memory" },
    n: { type: "string", default: "5" },
    slowdown: { type: "string", default: "4" },
    length: { type: "string", default: "10000" },
    keys: { type: "string", default: "200" },
    seconds: { type: "string", default: "60" },
    messages: { type: "string", default: "12000" },
    hour: { type: "boolean", default: false },
    profile: { type: "boolean", default: false },
  },
});
const rows = new Set([...options.rows.split(/[ ,]+/), ...(options.hour ? ["hour"] : [])]);
const [n, slowdown, length] = [options.n, options.slowdown, options.length].map(Number);
const report = makeReport();
const { record } = report;

async function each(run) {
  for (let turn = 0; turn < n; turn += 1) await run(turn);
}

async function profiled(page, name, run) {
  if (!options.profile) return run();
  await page.cdp.send("Profiler.enable");
  await page.cdp.send("Profiler.setSamplingInterval", { interval: 200 });
  await page.cdp.send("Profiler.start");
  const result = await run();
  const { profile } = await page.cdp.send("Profiler.stop");
  writeFileSync(`${options.out}.${name.replaceAll(" ", "-")}.cpuprofile`, JSON.stringify(profile));
  console.error(readProfile(profile).join("\n"));
  return result;
}

const stage = await setStage({ server: options.server, cli: options.cli, length });
let browser;
try {
  browser = await openBrowser();
  await stage.readUpTo(length / 2);
  const address = `${stage.url}/threads/${stage.thread}`;
  const about = { browser, stage, address, slowdown, record, each, profiled };
  if (rows.has("load")) await firstLoad(about);
  if (rows.has("start")) await starts(about);
  if (rows.has("open")) await opening(about);
  if (["write", "arrive", "memory", "hour"].some((row) => rows.has(row))) await withAllRead(about);
} finally {
  await browser?.close();
  await stage.stop();
}

// One page at the end of the thread, all of which is held.
async function withAllRead(about) {
  const context = await newDevice(browser, stage);
  const page = await openMeasuredPage(context, { slowdown: 1 });
  await openThreadByAddress(page, about.address);
  await readAll(page, slowdown);
  const on = { ...about, page, perMinute: 200 };
  if (rows.has("write")) await writing({ ...on, keys: Number(options.keys) });
  if (rows.has("arrive")) await arrivals({ ...on, seconds: Number(options.seconds) });
  if (rows.has("memory")) await hourInShort({ ...on, count: Number(options.messages) });
  if (rows.has("hour")) await hour(on);
  if (page.faults.length > 0) throw new Error(page.faults.join("\n"));
  await context.close();
}

mkdirSync(new URL(".", `file://${options.out}`), { recursive: true });
writeFileSync(`${options.out}.jsonl`, [JSON.stringify({ machine: options.machine, slowdown, n }), ...report.lines()].join("\n") + "\n");
console.log(`\n${options.machine}, processor slowed down ${slowdown} times, n = ${n}\n\n${report.table()}`);
