// SPDX-License-Identifier: GPL-3.0-or-later
import { formatDate, formatList, t } from "../i18n";

// A name that has not come yet, or never will, is a colleague's all the same.
export const nameOr = (name: string | undefined): string => name ?? t("ui.names.unknown");

const shownMax = 4;

// The people of a conversation apart from the one who reads: "Åsa Berg, Bo Ek and 3 others". Nobody: one's
// own notes.
export function nameLine(names: readonly (string | undefined)[]): string {
  if (names.length === 0) return t("ui.names.notes");
  const known = names.map(nameOr);
  if (known.length <= shownMax) return formatList(known);
  return formatList([...known.slice(0, shownMax - 1), t("ui.names.others", { count: known.length - shownMax + 1 })]);
}

// For one of several who are listed alike: role, where one knows them from, and else since when they are here.
export function apartWords(of: { readonly isAdmin: boolean; readonly communities: readonly string[]; readonly sinceMs: number } | undefined): string {
  if (!of) return "";
  const { isAdmin, communities, sinceMs } = of;
  const since = sinceMs > 0 ? t("ui.names.since", { day: formatDate(sinceMs) }) : "";
  return [isAdmin ? t("ui.names.admin") : "", communities.join(", "), since].filter(Boolean).join(" · ");
}
