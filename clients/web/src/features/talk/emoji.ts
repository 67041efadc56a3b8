// SPDX-License-Identifier: GPL-3.0-or-later
// The emoji that can be found by name: few enough to know, and what colleagues use. Each has its names in
// the catalogue, apart by commas, the first one shown. Any other can be typed or pasted.
import { t } from "../../i18n";
import type { PlainKey } from "../../i18n";
import { fitsName } from "./mentions";

const known: readonly (readonly [emoji: string, names: PlainKey])[] = [
  ["👍", "emoji.thumbsUp"], ["👎", "emoji.thumbsDown"], ["❤️", "emoji.heart"], ["🎉", "emoji.party"],
  ["😄", "emoji.smile"], ["😂", "emoji.laugh"], ["🙂", "emoji.slightSmile"], ["😉", "emoji.wink"],
  ["😍", "emoji.heartEyes"], ["🤔", "emoji.thinking"], ["😅", "emoji.sweat"], ["😢", "emoji.cry"],
  ["😮", "emoji.surprised"], ["😬", "emoji.grimace"], ["🤷", "emoji.shrug"], ["🤦", "emoji.facepalm"],
  ["🙏", "emoji.thanks"], ["👏", "emoji.clap"], ["🙌", "emoji.hooray"], ["💪", "emoji.strong"],
  ["👋", "emoji.wave"], ["🤝", "emoji.handshake"], ["👀", "emoji.eyes"], ["🧠", "emoji.brain"],
  ["💡", "emoji.idea"], ["✅", "emoji.done"], ["❌", "emoji.cross"], ["⚠️", "emoji.warning"],
  ["❓", "emoji.question"], ["❗", "emoji.exclamation"], ["💯", "emoji.hundred"], ["🔥", "emoji.fire"],
  ["⭐", "emoji.star"], ["🚀", "emoji.rocket"], ["🐛", "emoji.bug"], ["🔧", "emoji.wrench"],
  ["📌", "emoji.pin"], ["📎", "emoji.clip"], ["📚", "emoji.books"], ["📝", "emoji.note"],
  ["📅", "emoji.calendar"], ["⏰", "emoji.alarm"], ["⏳", "emoji.hourglass"], ["🔍", "emoji.search"],
  ["🔗", "emoji.link"], ["📈", "emoji.rising"], ["📉", "emoji.falling"], ["🎓", "emoji.graduate"],
  ["🏆", "emoji.trophy"], ["🎂", "emoji.cake"], ["☕", "emoji.coffee"], ["🍪", "emoji.biscuit"],
  ["🥪", "emoji.sandwich"], ["🌍", "emoji.world"], ["☀️", "emoji.sun"], ["🌧️", "emoji.rain"],
  ["❄️", "emoji.snow"], ["🌱", "emoji.sprout"], ["🏡", "emoji.home"], ["🚗", "emoji.car"],
];

export const quickEmoji = ["👍", "❤️", "🎉", "😂", "👀", "✅"] as const;

export interface NamedEmoji {
  readonly emoji: string;
  readonly name: string;
}

const namesOf = (key: PlainKey): string[] => t(key).split(",").map((name) => name.trim());

// Those one of whose names goes on so, in the order of the list.
export function emojiFor(query: string): NamedEmoji[] {
  const wanted = query.replace(/[_-]/g, " ");
  return known
    .map(([emoji, key]) => ({ emoji, names: namesOf(key) }))
    .filter(({ names }) => wanted === "" || names.some((name) => fitsName(name, wanted)))
    .map(({ emoji, names }) => ({ emoji, name: names[0] ?? emoji }));
}

// What a screen reader is told; one that is not known is read as it is.
export function nameOfEmoji(emoji: string): string {
  const found = known.find(([each]) => each === emoji);
  return found ? (namesOf(found[1])[0] ?? emoji) : emoji;
}
