// SPDX-License-Identifier: GPL-3.0-or-later
// A conflict, put together from what the person decides for each place. Pure.
import type { FieldConflict, MergePart, PageChange, PageConflict, SavePageRequest } from "../../store/page_saving";

export type Choice = "yours" | "theirs" | "both" | "base" | "own";
export interface Decision {
  readonly choice: Choice;
  // What was written instead.
  readonly own?: string;
}
// By the place's number; fields by their names.
export type Decisions = ReadonlyMap<string, Decision>;

export interface Place {
  readonly key: string;
  readonly base: string;
  readonly yours: string;
  readonly theirs: string;
  // What stands before and behind it, in both texts.
  readonly lead: string;
  readonly trail: string;
}

const aroundMax = 160;

export function placesOf(parts: readonly MergePart[]): readonly Place[] {
  const out: Place[] = [];
  parts.forEach(({ conflict }, index) => {
    if (!conflict) return;
    const { base, yours, theirs } = conflict;
    const before = parts[index - 1];
    const after = parts[index + 1];
    out.push({ key: `${index}`, base, yours, theirs, lead: endOf(before && !before.conflict ? before.text : ""), trail: startOf(after && !after.conflict ? after.text : "") });
  });
  return out;
}
// Of the same paragraph, and no more than an eye takes in.
function endOf(text: string): string {
  const own = text.slice(text.includes("\n\n") ? text.lastIndexOf("\n\n") + 2 : 0);
  return own.length > aroundMax ? `…${own.slice(own.indexOf(" ", own.length - aroundMax))}` : own;
}
function startOf(text: string): string {
  const end = text.indexOf("\n\n");
  const own = end < 0 ? text : text.slice(0, end);
  return own.length > aroundMax ? `${own.slice(0, own.lastIndexOf(" ", aroundMax))} …` : own;
}

// "Both": one's own first, and a space or line between where neither brings one.
export function bothOf({ yours, theirs }: Pick<Place, "yours" | "theirs">): string {
  if (yours === "" || theirs === "" || /\s$/.test(yours) || /^\s/.test(theirs)) return yours + theirs;
  return `${yours}${yours.includes("\n") || theirs.includes("\n") ? "\n" : " "}${theirs}`;
}

export function decided(place: Pick<Place, "base" | "yours" | "theirs">, decision: Decision | undefined): string {
  switch (decision?.choice) {
    case "theirs":
      return place.theirs;
    case "base":
      return place.base;
    case "both":
      return bothOf(place);
    case "own":
      return decision.own ?? "";
    default:
      return place.yours;
  }
}

export function undecided(conflict: PageConflict, places: readonly Place[], decisions: Decisions): number {
  return [...places.map(({ key }) => key), ...conflict.fields.map(({ field }) => field)].filter((key) => !decisions.has(key)).length;
}

// The text as decided; what is not decided yet is one's own.
export function assembled(parts: readonly MergePart[], decisions: Decisions): string {
  return parts.map(({ text, conflict }, index) => (conflict ? decided(conflict, decisions.get(`${index}`)) : text)).join("");
}

const fieldNames = ["title", "language", "owner"] as const;
type FieldName = (typeof fieldNames)[number];
const isField = (name: string): name is FieldName => (fieldNames as readonly string[]).includes(name);

export const fieldPlace = ({ field, base, yours, theirs }: FieldConflict): Place => ({ key: field, base, yours, theirs, lead: "", trail: "" });

// What is saved then, one after the other: on top of what the others have saved, as it was decided. A field that
// both had changed is said again even where it is theirs. Where the server has put nothing together (`text` left
// out) the text goes as it was written, from where it was written, to be brought together once the fields agree;
// tags always do, as they never clash.
export function resolved(request: SavePageRequest, { headRevision, fields: clashes }: PageConflict, decisions: Decisions, text: string | undefined): readonly PageChange[] {
  const { $typeName: _, $unknown: __, text: written, tags, replaceTags, summary, minor, ...rest } = request;
  const fields: { -readonly [Name in FieldName]?: string } = {};
  for (const each of clashes) if (isField(each.field)) fields[each.field] = decided(each, decisions.get(each.field));
  const { page, baseRevision } = request;
  const said = { summary, minor };
  const first = { ...rest, ...fields, baseRevision: headRevision, ...(text === undefined ? {} : { ...said, text }) };
  const isWaiting = text === undefined && written !== undefined;
  const hasTags = replaceTags || tags.length > 0;
  if (!isWaiting && !hasTags) return [first];
  return [first, { page, baseRevision, ...said, ...(isWaiting ? { text: written } : {}), ...(hasTags ? { tags, replaceTags } : {}) }];
}

// The places of a text that was too long to be sent in parts: the whole of it is one.
export const wholePart = (base: string, yours: string, theirs: string): MergePart => ({ $typeName: "fika.v1.MergePart", text: "", conflict: { $typeName: "fika.v1.ConflictHunk", base, yours, theirs } });

// Nothing in it was sent: neither parts nor fields.
export const isTooLong = ({ parts, fields }: PageConflict): boolean => parts.length === 0 && fields.length === 0;
