// SPDX-License-Identifier: GPL-3.0-or-later
import { render } from "preact";
import { startLanguage } from "./i18n/language";
import { startLocation } from "./router/location";
import { startScrollMemory } from "./router/scroll";
import { App } from "./shell/app";
import { startConnection } from "./shell/connection";
import { startUpdates } from "./shell/updates";
import { startAppearance } from "./ui/appearance";
import { startShortcuts } from "./ui/shortcuts";

async function start(): Promise<void> {
  startAppearance();
  startLocation();
  startScrollMemory();
  startConnection();
  startShortcuts();
  await startLanguage();
  render(<App />, document.getElementById("app")!);
  // The first view goes before what only later starts need.
  if (document.readyState === "complete") void startUpdates();
  else window.addEventListener("load", () => void startUpdates());
}

void start();
