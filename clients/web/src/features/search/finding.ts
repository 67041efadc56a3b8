// SPDX-License-Identifier: GPL-3.0-or-later
// Finds a few of thousands of names, fast enough for every key press: names are folded once, and they
// stand in the order in which equals are shown, so that nothing is sorted while somebody types. Pure.
import { foldWords } from "../../ui/fold";

export interface Named {
  readonly name: string;
}
export interface Index<Entry extends Named> {
  readonly entries: readonly Entry[];
  // foldWords() of each entry's name.
  readonly folded: readonly string[];
}

// Folding costs more than looking; a name that stays is folded once.
export class Folds {
  private known = new Map<string, string>();
  made = 0;

  of(names: readonly string[]): string[] {
    const next = new Map<string, string>();
    const folded = names.map((name) => {
      let found = next.get(name) ?? this.known.get(name);
      if (found === undefined) {
        found = foldWords(name);
        this.made += 1;
      }
      next.set(name, found);
      return found;
    });
    this.known = next;
    return folded;
  }
}

// `entries` in the order of equals: what was looked at last first.
export function makeIndex<Entry extends Named>(entries: readonly Entry[], folds: Folds): Index<Entry> {
  return { entries, folded: folds.of(entries.map(({ name }) => name)) };
}

export interface Work {
  // How many times a name was looked through.
  scans: number;
}

// Names that begin with what was typed, then those where each word typed begins one, then those that
// have it anywhere; `limit` of them at most. Nothing typed: the first ones.
export function find<Entry extends Named>({ entries, folded }: Index<Entry>, typed: string, limit: number, work: Work = { scans: 0 }): Entry[] {
  const whole = foldWords(typed);
  if (whole === " ") return entries.slice(0, limit);
  const words = whole.slice(1).split(" ");
  const ranks: [Entry[], Entry[], Entry[]] = [[], [], []];
  for (let i = 0; i < entries.length && ranks[0].length < limit; i += 1) {
    const rank = rankOf(folded[i]!, whole, words, work);
    if (rank !== null && ranks[rank].length < limit) ranks[rank].push(entries[i]!);
  }
  return ranks.flat().slice(0, limit);
}

function rankOf(name: string, whole: string, words: readonly string[], work: Work): 0 | 1 | 2 | null {
  work.scans += 1;
  if (name.startsWith(whole)) return 0;
  let rank: 1 | 2 = 1;
  for (const word of words) {
    work.scans += 1;
    let at = name.indexOf(word);
    if (at < 0) return null;
    // Any of its places may be the beginning of a word.
    while (at >= 0 && name[at - 1] !== " ") at = name.indexOf(word, at + 1);
    if (at < 0) rank = 2;
  }
  return rank;
}
