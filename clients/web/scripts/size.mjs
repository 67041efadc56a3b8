// SPDX-License-Identifier: GPL-3.0-or-later
// What the first load of dist/ costs, compressed as the server sends it; fails above the budget.
import { readFileSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { top } from "./files.mjs";

const budgetBytes = 150_000;
const dist = resolve(process.argv[2] ?? join(top, "dist"));
const size = (path) => gzipSync(readFileSync(join(dist, path)), { level: 9 }).length;
const html = readFileSync(join(dist, "index.html"), "utf8");
const first = ["index.html", ...[...html.matchAll(/(?:href|src)="\/(assets\/[^"]+)"/g)].map((hit) => hit[1])];
let total = 0;
for (const path of first) {
  total += size(path);
  console.log(`${String(size(path)).padStart(8)}  ${path}`);
}
// The editor is the largest part that comes later, and no other may be larger.
const laterBudgetBytes = 110_000;
let largest = 0;
for (const name of readdirSync(join(dist, "assets"))) {
  const path = `assets/${name}`;
  if (first.includes(path)) continue;
  largest = Math.max(largest, size(path));
  console.log(`${String(size(path)).padStart(8)}  ${path} (later)`);
}
console.log(`${String(largest).padStart(8)}  largest later part, of ${laterBudgetBytes} allowed`);
console.log(`${String(total).padStart(8)}  first load, of ${budgetBytes} allowed`);
process.exit(total <= budgetBytes && largest <= laterBudgetBytes ? 0 : 1);
