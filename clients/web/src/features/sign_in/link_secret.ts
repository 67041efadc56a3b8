// SPDX-License-Identifier: GPL-3.0-or-later
// The secret that a one-time link or an invitation carries behind '#'. It is taken out of the address bar
// and the history before anything is drawn, and kept for this tab alone until it is used or given up: a
// phone may drop the page while somebody fills in their name.
import { signal } from "@preact/signals";

export interface LinkSecret {
  readonly kind: "sign-in" | "invitation";
  readonly secret: string;
}

const storageName = "fika.link";
const current = signal<LinkSecret | null>(read());

export const linkSecret = current;

// What an address carries, or null.
export function secretIn(path: string, hash: string): LinkSecret | null {
  const secret = hash.replace(/^#/, "");
  const kind = /^\/(sign-in|invitation)\/?$/.exec(path)?.[1];
  return kind && secret ? { kind: kind as LinkSecret["kind"], secret } : null;
}

// The part that counts of what somebody pasted or typed: a whole link, or its secret, or a code.
export function secretOfTyped(typed: string): string {
  const text = typed.trim();
  const hash = text.lastIndexOf("#");
  return (hash >= 0 ? text.slice(hash + 1) : text).replace(/\s+/g, "");
}

export function startLinkSecret(): void {
  take();
  window.addEventListener("popstate", take);
}

export function dropLinkSecret(): void {
  current.value = null;
  try {
    sessionStorage.removeItem(storageName);
  } catch {
    // It was never kept, then.
  }
}

function take(): void {
  const { pathname, search, hash } = window.location;
  const found = secretIn(pathname, hash);
  if (!found) return;
  history.replaceState(history.state, "", pathname + search);
  current.value = found;
  try {
    sessionStorage.setItem(storageName, JSON.stringify(found));
  } catch {
    // A reload then needs the link again.
  }
}

function read(): LinkSecret | null {
  try {
    const { kind, secret } = JSON.parse(sessionStorage.getItem(storageName) ?? "{}") as Partial<LinkSecret>;
    return (kind === "sign-in" || kind === "invitation") && typeof secret === "string" ? { kind, secret } : null;
  } catch {
    return null;
  }
}
