// SPDX-License-Identifier: GPL-3.0-or-later
// What to tell the person when the server refused something or did not answer. A view gives its own words
// for the codes that mean something particular there; else what the server said is told in the person's
// language. Of a sentence that is not known in it, the words by its code, and the server's English behind.
import { language, t, type PlainKey } from "../i18n";
import { serverSentence } from "../i18n/server_sentences";

export type RefusalWords = Readonly<Partial<Record<string, PlainKey>>>;

export interface RefusalParts {
  readonly words: string;
  // The server's own text, in English; "" where there is nothing to add.
  readonly detail: string;
}

export function refusalParts(error: unknown, own: RefusalWords = {}): RefusalParts {
  const { code, message, retryAfterMs } = (error ?? {}) as { code?: unknown; message?: unknown; retryAfterMs?: unknown };
  const only = (words: string): RefusalParts => ({ words, detail: "" });
  if (typeof code !== "string") return only(t("refusal.unknown"));
  if (code === "resource_exhausted" && typeof retryAfterMs === "number" && retryAfterMs > 0) return only(waitWords(retryAfterMs));
  const enough = own[code] ?? whole[code];
  if (enough) return only(t(enough));
  const detail = typeof message === "string" ? message : "";
  const words = t(general[code] ?? "refusal.unknown");
  if (detail === "" || detail === nothingToSee) return only(words);
  // For who reads English it says all that the words by its code do, and more.
  if (language.value === "en") return only(detail);
  const told = serverSentence(detail);
  return told === undefined ? { words, detail } : only(told);
}

// Where there is room for one text only.
export function refusalWords(error: unknown, own: RefusalWords = {}): string {
  const { words, detail } = refusalParts(error, own);
  return detail === "" ? words : `${words} (${detail})`;
}

// Of these the code says all there is to say.
const whole: RefusalWords = {
  unavailable: "refusal.unavailable",
  lost: "refusal.unavailable",
  deadline_exceeded: "refusal.late",
  unauthenticated: "refusal.unauthenticated",
  internal: "refusal.failed",
  data_loss: "refusal.failed",
};
const general: RefusalWords = {
  permission_denied: "refusal.forbidden",
  not_found: "refusal.notFound",
  already_exists: "refusal.exists",
  aborted: "refusal.changed",
  failed_precondition: "refusal.state",
  invalid_argument: "refusal.invalid",
  resource_exhausted: "refusal.limit",
};
// What the server says of anything that is not there.
const nothingToSee = "There is no such thing, or you may not see it.";

function waitWords(waitMs: number): string {
  const seconds = Math.ceil(waitMs / 1000);
  return seconds < 90
    ? t("refusal.waitSeconds", { count: seconds })
    : t("refusal.waitMinutes", { count: Math.ceil(seconds / 60) });
}
