// SPDX-License-Identifier: GPL-3.0-or-later
// Changes begun and not saved, by message: they are there again when the person comes back to the
// message in this tab, also after a reload.

const prefix = "fika.edit.";
const held = new Map<string, string>();

export function keepUnsaved(message: string, text: string): void {
  held.set(message, text);
  try {
    sessionStorage.setItem(prefix + message, text);
  } catch {
    // Then it lasts as long as the page.
  }
}

export function unsaved(message: string): string | undefined {
  try {
    return held.get(message) ?? sessionStorage.getItem(prefix + message) ?? undefined;
  } catch {
    return held.get(message);
  }
}

export function forgetUnsaved(message: string): void {
  held.delete(message);
  try {
    sessionStorage.removeItem(prefix + message);
  } catch {
    // It was never there.
  }
}
