// SPDX-License-Identifier: GPL-3.0-or-later
import { effect } from "@preact/signals";
import { render } from "preact";
import { startLinkSecret } from "./features/sign_in/link_secret";
import { startLanguage } from "./i18n/language";
import { loadServerSentences } from "./i18n/server_sentences";
import { startGate } from "./router/gate";
import { startLocation } from "./router/location";
import { startScrollMemory } from "./router/scroll";
import { App } from "./shell/app";
import { startAccount } from "./shell/account";
import { startConnection } from "./shell/connection";
import { beginTakeOver } from "./shell/take_over";
import { startUpdates } from "./shell/updates";
import { startView } from "./shell/view";
import { startAppearance } from "./ui/appearance";
import { startShortcuts } from "./ui/shortcuts";

async function start(): Promise<void> {
  startAppearance();
  // Before anything reads the address: it may carry a secret.
  startLinkSecret();
  startLocation();
  startAccount();
  startGate();
  startView();
  startScrollMemory();
  startConnection();
  startShortcuts();
  await words();
  const root = document.getElementById("app")!;
  beginTakeOver(root);
  render(<App />, root);
  // The first view goes before what is only needed later.
  if (document.readyState === "complete") startTheRest();
  else window.addEventListener("load", startTheRest);
}

function startTheRest(): void {
  void startUpdates();
  effect(() => void loadServerSentences());
}

// Without words there is nothing to draw; on a bad network they are asked for until they come.
async function words(): Promise<void> {
  for (;;) {
    try {
      return await startLanguage();
    } catch (thrown) {
      console.warn(thrown);
      await new Promise((resolve) => setTimeout(resolve, 2000));
    }
  }
}

void start();
