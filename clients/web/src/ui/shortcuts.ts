// SPDX-License-Identifier: GPL-3.0-or-later
// Keyboard shortcuts, registered by whoever has them while it is on the screen, and listed in one dialog.
// "mod+k" is Ctrl or Cmd; "g h" is one key after the other. Single keys can be switched off, as WCAG 2.2
// (2.1.4) asks, and never take effect while somebody writes.
import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { PlainKey } from "../i18n";
import { remember, remembered } from "../i18n/remembered";

export interface Shortcut {
  readonly keys: string;
  readonly label: PlainKey;
  readonly run: () => void;
  // Also while somebody writes; only for those with mod or Escape.
  readonly worksInText?: boolean;
}

export const isMac = typeof navigator !== "undefined" && /mac|iphone|ipad/i.test(navigator.platform);
// What "mod" is called on this machine's keyboard, in any language.
export const modName = isMac ? "⌘" : "Ctrl";

const registered = signal<readonly Shortcut[]>([]);
export const shortcuts = registered;
export const singleKeysOn = signal(remembered("single-keys") !== "off");

export function setSingleKeys(isOn: boolean): void {
  singleKeysOn.value = isOn;
  remember("single-keys", isOn ? null : "off");
}

// Answers a function that takes it back.
export function registerShortcut(shortcut: Shortcut): () => void {
  registered.value = [...registered.value, shortcut];
  return () => {
    registered.value = registered.value.filter((other) => other !== shortcut);
  };
}

export function useShortcut(keys: string, label: PlainKey, run: () => void, worksInText = false): void {
  useEffect(() => registerShortcut({ keys, label, run, worksInText }), [keys, label, run, worksInText]);
}

export interface Press {
  readonly key: string;
  readonly mod: boolean;
  readonly alt: boolean;
}

// How a press is written in `keys`, or null for one that belongs to the system. Shift is part of what
// the key writes: "?" and not "shift+/", which differs from keyboard to keyboard.
export function nameOf({ key, mod, alt }: Press): string | null {
  if (["Control", "Meta", "Shift", "Alt", "AltGraph", "Dead", "Process"].includes(key)) return null;
  if (alt && !mod && key.length === 1) return null;
  const name = key === " " ? "space" : key.toLowerCase();
  return `${mod ? "mod+" : ""}${alt ? "alt+" : ""}${name}`;
}

// What a press means after those before it: a shortcut, the beginning of one, or nothing. The latest
// registered wins. Pure.
export function resolve(
  all: readonly Shortcut[],
  before: string,
  name: string,
): { readonly found: Shortcut | undefined; readonly pending: string } {
  const whole = before ? `${before} ${name}` : name;
  const found = all.findLast((shortcut) => shortcut.keys === whole);
  if (found) return { found, pending: "" };
  if (all.some((shortcut) => shortcut.keys.startsWith(`${whole} `))) return { found: undefined, pending: whole };
  return before ? resolve(all, "", name) : { found: undefined, pending: "" };
}

const pauseMs = 1200;

export function startShortcuts(): void {
  let pending = "";
  let lastAt = 0;
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || event.repeat) return;
    const name = nameOf({ key: event.key, mod: event.ctrlKey || event.metaKey, alt: event.altKey });
    if (name === null) return;
    const isInText = isTextField(event.target);
    const isSingle = !name.includes("+") && name !== "escape";
    const isInDialog = document.querySelector("dialog[open]") !== null;
    // Escape closes the dialog, and does nothing behind it.
    if (isInDialog && (isSingle || name === "escape")) return;
    if (isSingle && (isInText || !singleKeysOn.peek())) return;
    const before = event.timeStamp - lastAt < pauseMs ? pending : "";
    const { found, pending: next } = resolve(registered.peek(), before, name);
    pending = next;
    lastAt = event.timeStamp;
    if (!found || (isInText && !found.worksInText)) return;
    event.preventDefault();
    found.run();
  });
}

function isTextField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.matches("textarea, select, [role=menu] *, [role=listbox] *")) return true;
  return target instanceof HTMLInputElement && !["checkbox", "radio", "button"].includes(target.type);
}
