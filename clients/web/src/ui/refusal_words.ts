// SPDX-License-Identifier: GPL-3.0-or-later
// What to tell the person when the server refused something or did not answer. A view gives its own words
// for the codes that mean something particular there; for the rest the server's own message stands.
import { t, type PlainKey } from "../i18n";

export type RefusalWords = Readonly<Partial<Record<string, PlainKey>>>;

export function refusalWords(error: unknown, own: RefusalWords = {}): string {
  const { code, message, retryAfterMs } = (error ?? {}) as { code?: unknown; message?: unknown; retryAfterMs?: unknown };
  if (typeof code !== "string") return t("refusal.unknown");
  if (code === "resource_exhausted" && typeof retryAfterMs === "number" && retryAfterMs > 0) return waitWords(retryAfterMs);
  const key = own[code] ?? general[code];
  if (key) return t(key);
  return typeof message === "string" && message !== "" ? message : t("refusal.unknown");
}

const general: RefusalWords = {
  unavailable: "refusal.unavailable",
  lost: "refusal.unavailable",
  unauthenticated: "refusal.unauthenticated",
  permission_denied: "refusal.forbidden",
};

function waitWords(waitMs: number): string {
  const seconds = Math.ceil(waitMs / 1000);
  return seconds < 90
    ? t("refusal.waitSeconds", { count: seconds })
    : t("refusal.waitMinutes", { count: Math.ceil(seconds / 60) });
}
