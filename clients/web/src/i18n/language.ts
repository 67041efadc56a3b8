// SPDX-License-Identifier: GPL-3.0-or-later
// Which language, locale and time zone everything is written in. Before sign-in the browser decides;
// afterwards the person's own setting, which the store passes to `setPersonLanguage`.
import { computed, signal } from "@preact/signals";
import type { Catalogue } from "./catalogue";
import { remember, remembered } from "./remembered";

export const languages = ["sv", "en"] as const;
export type Language = (typeof languages)[number];

const loaders: Record<Language, () => Promise<Catalogue>> = {
  en: () => import("./en").then((module) => module.en),
  sv: () => import("./sv").then((module) => module.sv),
};

const current = signal<{ language: Language; catalogue: Catalogue } | null>(null);

export const language = computed<Language>(() => current.value?.language ?? "en");
export const catalogue = computed<Catalogue | null>(() => current.value?.catalogue ?? null);

// The first of the wished-for tags that there is a catalogue for.
export function bestLanguage(tags: readonly string[]): Language {
  for (const tag of tags) {
    const base = tag.toLowerCase().split("-")[0];
    const found = languages.find((known) => known === base);
    if (found) return found;
  }
  return "en";
}

// The full tag for dates and numbers: the browser's own variant of the language where it has one, so
// that someone in Dublin does not get American dates.
export function bestLocale(wanted: Language, tags: readonly string[]): string {
  return tags.find((tag) => tag.toLowerCase().startsWith(`${wanted}-`)) ?? defaultLocales[wanted];
}
const defaultLocales: Record<Language, string> = { en: "en-GB", sv: "sv-SE" };

const browserTags = (): readonly string[] => (typeof navigator === "undefined" ? [] : navigator.languages);

export const locale = computed(() => bestLocale(language.value, browserTags()));

const ownTimeZone = signal<string | null>(null);
export const timeZone = computed(
  () => ownTimeZone.value ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
);

// Takes an IANA name; one that this browser does not know leaves the device's own zone in force.
export function setPersonTimeZone(name: string | null): void {
  try {
    if (name) new Intl.DateTimeFormat("en", { timeZone: name });
    ownTimeZone.value = name || null;
  } catch {
    ownTimeZone.value = null;
  }
}

let wish = 0;

export async function setLanguage(wanted: Language): Promise<void> {
  const mine = ++wish;
  const loaded = await loaders[wanted]();
  // Two quick changes may load in either order; the last wish counts.
  if (mine !== wish) return;
  current.value = { language: wanted, catalogue: loaded };
  if (typeof document !== "undefined") document.documentElement.lang = wanted;
}

// The choice on this device, kept for the next start.
export async function chooseLanguage(wanted: Language): Promise<void> {
  remember("language", wanted);
  await setLanguage(wanted);
}

// The person's setting, a BCP 47 tag; empty means that the browser decides.
export async function setPersonLanguage(tag: string): Promise<void> {
  if (tag) await chooseLanguage(bestLanguage([tag]));
  else {
    remember("language", null);
    await startLanguage();
  }
}

// Resolves when there are words to draw with.
export async function startLanguage(): Promise<void> {
  const chosen = remembered("language");
  await setLanguage(bestLanguage(chosen ? [chosen] : browserTags()));
}
