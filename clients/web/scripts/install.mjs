// SPDX-License-Identifier: GPL-3.0-or-later
// Fetches exactly the packages of the lock file into node_modules, unless those are there already. Several
// builds may ask at the same time: one fetches, the others wait for it. FIKA_NO_INSTALL speaks of the
// machine's own packages; this touches nothing outside of the app's folder.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { top } from "./files.mjs";

const stamp = join(top, "node_modules/.fika-installed");
const lock = join(top, ".installing");
const wanted = createHash("sha256").update(readFileSync(join(top, "package-lock.json"))).digest("hex");
const isThere = () => existsSync(stamp) && readFileSync(stamp, "utf8") === wanted;
// Longer than any install takes: whoever held the lock is gone.
const lockAgeMaxMs = 10 * 60 * 1000;

while (!isThere()) {
  try {
    mkdirSync(lock);
  } catch (thrown) {
    if (thrown.code !== "EEXIST") throw thrown;
    const held = statSync(lock, { throwIfNoEntry: false });
    if (held && Date.now() - held.mtimeMs > lockAgeMaxMs) rmSync(lock, { recursive: true, force: true });
    else await pause(300);
    continue;
  }
  try {
    fetchPackages();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

function fetchPackages() {
  if (isThere()) return;
  const { status, error } = spawnSync("npm", ["ci", "--no-progress", "--loglevel=error"], {
    cwd: top,
    stdio: ["ignore", "inherit", "inherit"],
  });
  if (error || status !== 0) {
    rmSync(lock, { recursive: true, force: true });
    console.error(
      `npm could not fetch the web app's build tools${error ? ` (${error.message})` : ""}. They are needed once; ` +
        "without a network, build with -DFIKA_WEB_APP=OFF: the server then has no web app.",
    );
    process.exit(1);
  }
  writeFileSync(stamp, wanted);
}
