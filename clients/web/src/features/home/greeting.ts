// SPDX-License-Identifier: GPL-3.0-or-later
import { t } from "../../i18n";

// By the clock of the person's own time zone.
export function greeting(name: string, timeZone: string, now: Date): string {
  const hour = Number(new Intl.DateTimeFormat("en", { timeZone, hour: "numeric", hourCycle: "h23" }).format(now));
  const known = { name: firstName(name) };
  if (hour >= 4 && hour < 10) return t("home.greeting.morning", known);
  return hour >= 18 || hour < 4 ? t("home.greeting.evening", known) : t("home.greeting.day", known);
}

export const firstName = (name: string): string => name.trim().split(/\s+/)[0] ?? name;
