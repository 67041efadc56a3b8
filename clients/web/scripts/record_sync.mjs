// SPDX-License-Identifier: GPL-3.0-or-later
// Records anew what the real server tells its clients (src/sync/recorded_streams.br, which
// src/sync/recorded_test.ts replays). Needs a built fika-server; FIKA_SERVER names another than the usual.
import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { top } from "./files.mjs";
import { options } from "./options.mjs";

const out = join(top, ".test", String(process.pid));
const program = join(out, "record.mjs");
await build({
  ...options,
  entryPoints: ["src/sync/record_for_tests.ts"],
  outfile: program,
  platform: "node",
  target: "node18",
  packages: "external",
  sourcemap: "inline",
});
const globals = ["--import", new URL("browser_globals.mjs", import.meta.url).href];
const { status } = spawnSync(process.execPath, ["--enable-source-maps", ...globals, program], { cwd: top, stdio: "inherit" });
rmSync(out, { recursive: true, force: true });
process.exit(status ?? 1);
