// SPDX-License-Identifier: GPL-3.0-or-later
// Theme and text size: chosen on this device, as eyes and screens differ from device to device.
import { effect, signal } from "@preact/signals";
import { remember, remembered } from "../i18n/remembered";

export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];
export const textSizes = ["small", "normal", "large", "larger"] as const;
export type TextSize = (typeof textSizes)[number];

const oneOf = <Value extends string>(all: readonly Value[], value: string | null, otherwise: Value): Value =>
  all.find((known) => known === value) ?? otherwise;

export const theme = signal<Theme>(oneOf(themes, remembered("theme"), "system"));
export const textSize = signal<TextSize>(oneOf(textSizes, remembered("text-size"), "normal"));

// Keeps the page and the device's memory in step with the two signals.
export function startAppearance(): void {
  effect(() => {
    const root = document.documentElement;
    if (theme.value === "system") delete root.dataset["theme"];
    else root.dataset["theme"] = theme.value;
    remember("theme", theme.value === "system" ? null : theme.value);
    paintBrowserFrame();
  });
  effect(() => {
    if (textSize.value === "normal") delete document.documentElement.dataset["textSize"];
    else document.documentElement.dataset["textSize"] = textSize.value;
    remember("text-size", textSize.value === "normal" ? null : textSize.value);
  });
}

// The bar that a phone draws above the page takes the page's colour.
function paintBrowserFrame(): void {
  const ground = getComputedStyle(document.documentElement).getPropertyValue("--ground").trim();
  for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) {
    if (theme.peek() === "system") {
      if (meta.dataset["own"]) meta.content = meta.dataset["own"];
    } else {
      meta.dataset["own"] ??= meta.content;
      meta.content = ground;
    }
  }
}
