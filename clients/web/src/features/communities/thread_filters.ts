// SPDX-License-Identifier: GPL-3.0-or-later
// Which of a community's threads are shown, and in which order; both stand in the address, so that they
// can be shared and come back with the browser's back. Pure.
import { ThreadKind } from "../../store/entities";

export const shows = ["all", "unread", "followed", "unresolved"] as const;
export type Show = (typeof shows)[number];
export const kinds = ["any", "discussion", "question", "session", "announcement"] as const;
export type Kind = (typeof kinds)[number];
export const orders = ["activity", "newest"] as const;
export type Order = (typeof orders)[number];

export interface ThreadFilter {
  readonly show: Show;
  readonly kind: Kind;
  readonly order: Order;
}

const kindNumbers: Record<Exclude<Kind, "any">, ThreadKind> = {
  discussion: ThreadKind.DISCUSSION,
  question: ThreadKind.QUESTION,
  session: ThreadKind.SESSION,
  announcement: ThreadKind.ANNOUNCEMENT,
};
export function kindOf(kind: ThreadKind): Exclude<Kind, "any"> {
  const found = Object.entries(kindNumbers).find(([, number]) => number === kind)?.[0];
  return (found ?? "discussion") as Exclude<Kind, "any">;
}

const oneOf = <T extends string>(all: readonly T[], value: string | null, otherwise: T): T =>
  all.includes(value as T) ? (value as T) : otherwise;

// Whatever somebody has typed into the address gives a filter.
export function filterFrom(query: URLSearchParams): ThreadFilter {
  return {
    show: oneOf(shows, query.get("show"), "all"),
    kind: oneOf(kinds, query.get("kind"), "any"),
    order: oneOf(orders, query.get("sort"), "activity"),
  };
}
// "" or "?...": what is as usual is left out.
export function queryOf({ show, kind, order }: ThreadFilter): string {
  const query = new URLSearchParams();
  if (show !== "all") query.set("show", show);
  if (kind !== "any") query.set("kind", kind);
  if (order !== "activity") query.set("sort", order);
  const text = query.toString();
  return text && `?${text}`;
}
export const isFiltering = ({ show, kind }: ThreadFilter): boolean => show !== "all" || kind !== "any";

export interface Row {
  readonly id: string;
  readonly kind: ThreadKind;
  readonly pinned: boolean;
  readonly resolved: boolean;
  readonly createdAtMs: number;
  readonly lastAtMs: number;
}
export interface RowFacts {
  readonly unread: (id: string) => number;
  readonly isFollowed: (id: string) => boolean;
}

// Pinned ones come first in either order.
export function arrange<T extends Row>(rows: readonly T[], { show, kind, order }: ThreadFilter, facts: RowFacts): T[] {
  const wanted = rows.filter((row) => {
    if (kind !== "any" && kindOf(row.kind) !== kind) return false;
    if (show === "unread") return facts.unread(row.id) > 0;
    if (show === "followed") return facts.isFollowed(row.id);
    // Announcements and sessions are nothing to resolve.
    if (show === "unresolved") return !row.resolved && ["discussion", "question"].includes(kindOf(row.kind));
    return true;
  });
  const at = (row: Row): number => (order === "newest" ? row.createdAtMs : row.lastAtMs);
  return wanted.sort((a, b) => Number(b.pinned) - Number(a.pinned) || at(b) - at(a) || (a.id < b.id ? 1 : -1));
}
