// SPDX-License-Identifier: GPL-3.0-or-later
// What enumerations and language tags are called.
import { locale, type PlainKey } from "../../i18n";
import { Level, Openness, ThreadKind } from "../../store/entities";
import type { IconName } from "../../ui/icon";
import { kindOf } from "./thread_filters";

export interface Worded {
  readonly word: PlainKey;
  readonly icon: IconName;
}

const opennesses = {
  open: { word: "communities.open", icon: "communities" },
  onRequest: { word: "communities.onRequest", icon: "people" },
  private: { word: "communities.private", icon: "lock" },
} as const satisfies Record<string, Worded>;

export function opennessWord(openness: Openness): Worded {
  if (openness === Openness.PRIVATE) return opennesses.private;
  return openness === Openness.ON_REQUEST ? opennesses.onRequest : opennesses.open;
}

export function kindWord(kind: ThreadKind): Worded {
  switch (kindOf(kind)) {
    case "question":
      return { word: "communities.kind.question", icon: "question" };
    case "session":
      return { word: "communities.kind.session", icon: "clock" };
    case "announcement":
      return { word: "communities.kind.announcement", icon: "bell" };
    default:
      return { word: "communities.kind.discussion", icon: "conversation" };
  }
}

export interface LevelWords {
  readonly level: Level;
  readonly word: PlainKey;
  readonly icon: IconName;
}
export const levels: readonly LevelWords[] = [
  { level: Level.ALL, word: "communities.level.all", icon: "bell" },
  { level: Level.FOLLOWED, word: "communities.level.followed", icon: "bookmark" },
  { level: Level.DIGEST_ONLY, word: "communities.level.digest", icon: "clock" },
  { level: Level.MUTE, word: "communities.level.mute", icon: "mute" },
];
// Nothing chosen is the digest alone.
export const levelWords = (level: Level): LevelWords => levels.find((each) => each.level === level) ?? levels[2]!;

export function languageName(tag: string): string {
  try {
    const name = new Intl.DisplayNames(locale.value, { type: "language" }).of(tag) ?? tag;
    return name.slice(0, 1).toLocaleUpperCase(locale.value) + name.slice(1);
  } catch {
    return tag;
  }
}
