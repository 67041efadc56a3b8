// SPDX-License-Identifier: GPL-3.0-or-later
import { signal } from "@preact/signals";
import type { JSX } from "preact";
import { t } from "../i18n";
import { Button, IconButton } from "./button";
import { classNames } from "./class_names";

export interface Toast {
  readonly text: string;
  readonly tone?: "plain" | "danger";
  readonly action?: { readonly label: string; readonly run: () => void };
  // For so long its action makes sense; then it goes.
  readonly lastsMs?: number;
  // The person has put it away.
  readonly onDismiss?: () => void;
}
interface Shown extends Toast {
  readonly id: number;
}

const shown = signal<readonly Shown[]>([]);
const spoken = signal("");
const durationMs = 7000;
let ids = 0;

// Tells of something that just happened. One with an action or an error stays until it is dismissed:
// nobody has to read against the clock, but where the action itself has its time. Answers a function that
// takes it away.
export function toast(message: Toast): () => void {
  const id = (ids += 1);
  const dismiss = () => {
    shown.value = shown.value.filter((other) => other.id !== id);
  };
  shown.value = [...shown.value.slice(-2), { ...message, id }];
  const lastsMs = message.lastsMs ?? (message.action || message.tone === "danger" ? 0 : durationMs);
  if (lastsMs > 0) setTimeout(dismiss, lastsMs);
  return dismiss;
}

// For ears only: what eyes see by themselves, such as the number of results.
export function announce(text: string): void {
  // The same words twice are read only if they change in between.
  spoken.value = "";
  requestAnimationFrame(() => {
    spoken.value = text;
  });
}

// Stands once in the shell, from the first moment: a live region must be there before its words are.
export function Toasts(): JSX.Element {
  return (
    <>
      <div class="toasts" role="log" aria-live="polite" aria-relevant="additions" aria-label={t("ui.notices")}>
        {shown.value.map((item) => (
          <div
            key={item.id}
            class={classNames("toast", item.tone === "danger" && "toast-danger")}
            role={item.tone === "danger" ? "alert" : undefined}
          >
            <p>{item.text}</p>
            {item.action && (
              <Button
                tone="quiet"
                onClick={() => {
                  item.action?.run();
                  shown.value = shown.value.filter((other) => other.id !== item.id);
                }}
              >
                {item.action.label}
              </Button>
            )}
            <IconButton
              icon="close"
              label={t("ui.dismiss")}
              onClick={() => {
                item.onDismiss?.();
                shown.value = shown.value.filter((other) => other.id !== item.id);
              }}
            />
          </div>
        ))}
      </div>
      <div class="unseen" role="status">
        {spoken.value}
      </div>
    </>
  );
}
