// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers, dates and lists as the person's locale and time zone write them. Times come in as
// milliseconds since 1970, as the protos carry them (a bigint there is fine too).
import { locale, timeZone } from "./language";

type Milliseconds = number | bigint;

// Making a formatter costs far more than using one.
const made = new Map<string, unknown>();
function cached<Formatter>(kind: string, options: object, make: () => Formatter): Formatter {
  const key = `${kind} ${locale.value} ${timeZone.value} ${JSON.stringify(options)}`;
  if (!made.has(key)) made.set(key, make());
  return made.get(key) as Formatter;
}

function dateFormat(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return cached(
    "date",
    options,
    () => new Intl.DateTimeFormat(locale.value, { timeZone: timeZone.value, ...options }),
  );
}

export function formatNumber(value: number): string {
  return cached("number", {}, () => new Intl.NumberFormat(locale.value)).format(value);
}

export const formatTime = (at: Milliseconds): string =>
  dateFormat({ hour: "2-digit", minute: "2-digit" }).format(Number(at));

// "Friday 3 July"; the year where it is not this one.
export function formatDay(at: Milliseconds, now: Milliseconds = Date.now()): string {
  const options: Intl.DateTimeFormatOptions = { weekday: "long", day: "numeric", month: "long" };
  if (yearOf(at) !== yearOf(now)) options.year = "numeric";
  return dateFormat(options).format(Number(at));
}

// "3 July 2026"
export const formatDate = (at: Milliseconds): string => dateFormat({ dateStyle: "long" }).format(Number(at));

export const formatDateTime = (at: Milliseconds): string =>
  dateFormat({ dateStyle: "long", timeStyle: "short" }).format(Number(at));

// "July 2026".
export const formatMonth = (at: Milliseconds): string => dateFormat({ month: "long", year: "numeric" }).format(Number(at));

const yearOf = (at: Milliseconds): string => dateFormat({ year: "numeric" }).format(Number(at));

// How many calendar days lie between two times in the person's own zone; 1 means yesterday.
export function daysBetween(earlier: Milliseconds, later: Milliseconds): number {
  return Math.round((dayNumber(later) - dayNumber(earlier)) / 86_400_000);
}

// All zones change their day at a quarter of an hour, and taking a time apart is slow.
const quarterMs = 900_000;
const daysMax = 5_000;
let days = new Map<number, number>();
let daysOf = "";

function dayNumber(at: Milliseconds): number {
  if (daysOf !== timeZone.value || days.size > daysMax) days = new Map();
  daysOf = timeZone.value;
  const quarter = Math.floor(Number(at) / quarterMs);
  const known = days.get(quarter) ?? dayNumberOf(quarter * quarterMs);
  days.set(quarter, known);
  return known;
}

function dayNumberOf(at: number): number {
  const format = cached(
    "day number",
    {},
    () =>
      new Intl.DateTimeFormat("en", {
        timeZone: timeZone.value,
        calendar: "gregory",
        numberingSystem: "latn",
        year: "numeric",
        month: "numeric",
        day: "numeric",
      }),
  );
  const parts = format.formatToParts(at);
  const part = (type: string) => Number(parts.find((each) => each.type === type)?.value);
  return Date.UTC(part("year"), part("month") - 1, part("day"));
}

// "5 minutes ago", "yesterday", and the date itself from a week on.
export function formatRelative(at: Milliseconds, now: Milliseconds = Date.now()): string {
  const seconds = (Number(at) - Number(now)) / 1000;
  const relative = cached(
    "relative",
    {},
    () => new Intl.RelativeTimeFormat(locale.value, { numeric: "auto", style: "long" }),
  );
  const distance = Math.abs(seconds);
  if (distance < 45) return relative.format(0, "second");
  if (distance < 45 * 60) return relative.format(rounded(seconds / 60), "minute");
  const days = daysBetween(now, at);
  if (days === 0 || distance < 6 * 3600) return relative.format(rounded(seconds / 3600), "hour");
  if (Math.abs(days) < 7) return relative.format(days, "day");
  const options: Intl.DateTimeFormatOptions = { day: "numeric", month: "short" };
  if (yearOf(at) !== yearOf(now)) options.year = "numeric";
  return dateFormat(options).format(Number(at));
}

// Away from zero at the half, also for the past.
const rounded = (value: number): number => Math.sign(value) * Math.round(Math.abs(value));

export const formatList = (items: readonly string[]): string =>
  cached("list", {}, () => new Intl.ListFormat(locale.value, { type: "conjunction" })).format(items);

// Names in the order that the person's language gives its letters: å, ä and ö last in Swedish.
export const compareText = (a: string, b: string): number =>
  cached("order", {}, () => new Intl.Collator(locale.value, { sensitivity: "base", numeric: true })).compare(a, b);
