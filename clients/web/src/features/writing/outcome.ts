// SPDX-License-Identifier: GPL-3.0-or-later
// Waits for what becomes of something that was sent, as long as somebody would.
import { effect } from "@preact/signals";
import { readSave } from "../../store/page_saving";
import type { Store } from "../../store/store";

// "waiting": there is no connection, or it takes its time; it is safe where it waits.
export type Outcome = "done" | "conflict" | "refused" | "waiting";

const patienceMs = 5000;
// A command is told of at once; one that is not has been dealt with already.
const unseenMs = 1000;

// `made`: what the command makes.
export function outcomeOf(store: Store, made: string): Promise<Outcome> {
  return new Promise((resolve) => {
    let isSeen = false;
    const end = (outcome: Outcome): void => {
      clearTimeout(unseen);
      clearTimeout(late);
      resolve(outcome);
      queueMicrotask(() => stop());
    };
    const unseen = setTimeout(() => isSeen || end("done"), unseenMs);
    const late = setTimeout(() => end("waiting"), patienceMs);
    const stop = effect(() => {
      const command = store.commands.value.find(({ makes }) => makes.includes(made));
      const { isLive } = store.status.value;
      if (!command) return isSeen ? end("done") : undefined;
      isSeen = true;
      if (command.state === "refused") return end("refused");
      if (command.state === "answered") return end(readSave(command).state === "conflict" ? "conflict" : "done");
      if (command.state === "held" || !isLive) return end("waiting");
    });
  });
}
