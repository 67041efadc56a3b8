// SPDX-License-Identifier: GPL-3.0-or-later
// Deleting a message: it is gone from the view at once, and can be brought back for a moment, also from
// another page. When the person leaves or looks elsewhere the moment is over: what was to go does not stay
// for want of somebody who comes back.
import { effect } from "@preact/signals";
import { t } from "../../i18n";
import { location } from "../../router/location";
import { bringBack, letGo, takeBack, undoMs } from "../../store/taking_back";
import type { Store } from "../../store/store";
import { announce, toast } from "../../ui/toast";

interface Deletion {
  readonly undo: () => Promise<boolean>;
  readonly end: () => void;
}
const underWay = new Map<string, Deletion>();
let isListening = false;

export async function removeMessage(store: Store, id: string): Promise<void> {
  listen();
  try {
    const undo = await takeBack(store, id);
    const hide = toast({
      text: t("talk.deleted"),
      action: { label: t("talk.undo"), run: () => void restoreMessage(store, id) },
      lastsMs: undoMs,
      onDismiss: () => end(id),
    });
    const timer = setTimeout(() => underWay.delete(id), undoMs);
    underWay.set(id, {
      undo,
      end: () => {
        clearTimeout(timer);
        hide();
        letGo(store, id);
      },
    });
  } catch {
    toast({ text: t("talk.delete.notKept"), tone: "danger" });
  }
}

export async function restoreMessage(store: Store, id: string): Promise<void> {
  const deletion = underWay.get(id);
  underWay.delete(id);
  const isBack = await (deletion?.undo() ?? bringBack(store, id)).catch(() => false);
  // It has been brought back by then, or it is too late: nothing is left to let go.
  deletion?.end();
  if (!isBack) return void toast({ text: t("talk.delete.tooLate"), tone: "danger" });
  announce(t("talk.restored"));
  requestAnimationFrame(() => document.querySelector(`[data-message="${CSS.escape(id)}"]`)?.closest<HTMLElement>("[role=listitem]")?.focus());
}

function end(id: string): void {
  const deletion = underWay.get(id);
  underWay.delete(id);
  deletion?.end();
}

function listen(): void {
  if (isListening) return;
  isListening = true;
  const endAll = () => [...underWay.keys()].forEach(end);
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && endAll());
  window.addEventListener("pagehide", endAll);
  effect(() => {
    if (location.value.path === "/sign-out") endAll();
  });
}
