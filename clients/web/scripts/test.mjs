// SPDX-License-Identifier: GPL-3.0-or-later
// Bundles each src/**/*_test.ts(x) for node and runs them with node's own test runner. With words as
// arguments, only the tests whose path contains one of them.
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { filesBelow, top } from "./files.mjs";
import { options } from "./options.mjs";

const words = process.argv.slice(2);
const chosen = filesBelow("src", /_test\.tsx?$/).filter(
  (path) => words.length === 0 || words.some((word) => path.includes(word)),
);
if (chosen.length === 0) {
  console.error("There is no such test.");
  process.exit(1);
}
// A folder for each run, so that two at once do not meet. One that was killed could not tidy up.
const runs = join(top, ".test");
mkdirSync(runs, { recursive: true });
for (const name of readdirSync(runs)) {
  if (!isRunning(Number(name))) rmSync(join(runs, name), { recursive: true, force: true });
}
const out = join(runs, String(process.pid));
process.on("exit", () => rmSync(out, { recursive: true, force: true }));
await build({
  ...options,
  entryPoints: chosen,
  outdir: out,
  outbase: "src",
  outExtension: { ".js": ".mjs" },
  platform: "node",
  target: "node18",
  packages: "external",
  sourcemap: "inline",
  loader: { ".css": "empty" },
});
const programs = chosen.map((path) => join(out, path.replace(/^src\//, "").replace(/\.tsx?$/, ".mjs")));
if (words.length === 0) programs.push(...filesBelow("scripts", /_test\.mjs$/).map((path) => join(top, path)));
const reporter = `--test-reporter=${process.stdout.isTTY ? "spec" : "tap"}`;
const globals = ["--import", new URL("browser_globals.mjs", import.meta.url).href];
const { status } = spawnSync(process.execPath, ["--enable-source-maps", ...globals, "--test", reporter, ...programs], {
  cwd: top,
  stdio: "inherit",
});
process.exit(status ?? 1);

function isRunning(pid) {
  if (!Number.isInteger(pid) || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}
