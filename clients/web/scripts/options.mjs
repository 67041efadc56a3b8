// SPDX-License-Identifier: GPL-3.0-or-later
// What every bundle of the app has in common: the app itself, its service worker and its tests.
import { top } from "./files.mjs";

export const options = {
  absWorkingDir: top,
  bundle: true,
  format: "esm",
  jsx: "automatic",
  jsxImportSource: "preact",
  charset: "utf8",
  legalComments: "none",
  logLevel: "warning",
};
