// SPDX-License-Identifier: GPL-3.0-or-later
// What fits what is being written behind an @ or a colon.
import type { Completion } from "../../ui/completion_list";
import { emojiFor } from "./emoji";
import { fitsName, type Token } from "./mentions";

const shownMax = 8;

export function completionsFor({ sign, query }: Token, people: readonly Completion[]): readonly Completion[] {
  if (sign === ":") {
    return emojiFor(query).slice(0, shownMax).map(({ emoji, name }) => ({ id: emoji, label: name, insert: emoji, sign: emoji }));
  }
  return people.filter(({ label }) => fitsName(label, query)).slice(0, shownMax);
}
