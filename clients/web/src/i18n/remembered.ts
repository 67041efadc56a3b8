// SPDX-License-Identifier: GPL-3.0-or-later
// What this browser remembers of how the person likes to see things. Storage may be full, forbidden or
// absent; then the choice lasts as long as the page.

const prefix = "fika.";

export function remembered(name: string): string | null {
  try {
    return localStorage.getItem(prefix + name);
  } catch {
    return null;
  }
}

export function remember(name: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(prefix + name);
    else localStorage.setItem(prefix + name, value);
  } catch {
    // Nothing is lost but the choice at the next start.
  }
}
