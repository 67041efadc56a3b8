// SPDX-License-Identifier: GPL-3.0-or-later
// Which communities are shown to somebody who has read everything. Pure.

export interface Listed {
  readonly community: string;
  readonly languages: readonly string[];
  readonly archived: boolean;
}

const shownMax = 3;
const base = (tag: string): string => tag.split("-")[0]!.toLowerCase();

// Those in a language the person reads before others, and otherwise different ones each day: a small
// community is found as easily as a large one.
export function around<L extends Listed>(listed: readonly L[], mine: ReadonlySet<string>, reads: readonly string[], day: number): L[] {
  const known = new Set(reads.map(base));
  const isRead = ({ languages }: Listed): boolean => languages.length === 0 || languages.some((tag) => known.has(base(tag)));
  return listed
    .filter((each) => !each.archived && !mine.has(each.community))
    .map((each) => ({ each, place: (isRead(each) ? 0 : 1) + draw(`${each.community} ${day}`) }))
    .sort((a, b) => a.place - b.place)
    .slice(0, shownMax)
    .map(({ each }) => each);
}

// From 0 up to 1, the same for the same text.
function draw(text: string): number {
  let hash = 2166136261;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 16777619);
  // The last letter alone would hardly move it.
  hash = Math.imul(hash ^ (hash >>> 16), 2246822507);
  hash = Math.imul(hash ^ (hash >>> 13), 3266489909);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
