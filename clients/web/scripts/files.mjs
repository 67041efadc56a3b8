// SPDX-License-Identifier: GPL-3.0-or-later
// Walking the tree of the app, the same way in each script.
import { readdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const top = resolve(dirname(fileURLToPath(import.meta.url)), "..");

// The files below `folder` (from the top of the app) whose path matches, sorted, with forward slashes.
export function filesBelow(folder, pattern) {
  const found = [];
  const walk = (at) => {
    for (const entry of readdirSync(join(top, at), { withFileTypes: true })) {
      const path = `${at}/${entry.name}`;
      if (entry.isDirectory()) walk(path);
      else if (pattern.test(path)) found.push(path);
    }
  };
  walk(folder);
  return found.sort();
}
