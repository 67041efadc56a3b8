// SPDX-License-Identifier: GPL-3.0-or-later
// What goes out of the link: where it stands, what to apply together, what else to do.
import type { ClientFrame, Cursor, Delta, Ephemeral, Reply, Snapshot, Watching } from "../gen/fika/v1/sync_pb";
import type { ScopeKey } from "./scope";

export interface Position {
  // Hex; empty: nothing has been seen yet.
  readonly epoch: string;
  readonly seq: number;
  readonly held: readonly ScopeKey[];
}

export const nowhere: Position = { epoch: "", seq: 0, held: [] };

// All that a snapshot's scope brings of itself, as of a commit.
export interface TakenSnapshot {
  readonly seq: number;
  readonly snapshot: Snapshot;
}

// Changes to apply together: snapshots take the place of what is held of their scopes, then come
// the deltas, then what is revoked goes. A bootstrap takes the place of everything.
export interface Batch {
  readonly tier: "live" | "resumed" | "partial" | "bootstrap";
  readonly snapshots: readonly TakenSnapshot[];
  readonly deltas: readonly Delta[];
  readonly revoked: readonly ScopeKey[];
  // Cached children of these roots are not to be shown as current until fetched again.
  readonly staleRoots: readonly string[];
  readonly watching: readonly Watching[];
  // Where applying it leads; to be kept in the same transaction.
  readonly position: Position;
}

export type Effect =
  | { readonly is: "send"; readonly frame: ClientFrame }
  | { readonly is: "apply"; readonly batch: Batch }
  | { readonly is: "move"; readonly position: Position }
  // No longer watched: it had to make room for another, or is not to be seen.
  | { readonly is: "unwatched"; readonly root: string }
  | { readonly is: "ask_again"; readonly afterMs: number }
  | { readonly is: "reply"; readonly reply: Reply }
  | { readonly is: "ephemeral"; readonly ephemeral: Ephemeral }
  | { readonly is: "reconnect"; readonly afterMsMax: number };

export const nothing: Omit<Batch, "position"> = {
  tier: "live",
  snapshots: [],
  deltas: [],
  revoked: [],
  staleRoots: [],
  watching: [],
};

export function taken(snapshots: readonly Snapshot[], upto: Cursor | undefined): TakenSnapshot[] {
  return snapshots.map((snapshot) => ({ seq: Number(upto?.seq ?? 0n), snapshot }));
}
