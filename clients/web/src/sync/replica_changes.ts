// SPDX-License-Identifier: GPL-3.0-or-later
// What one step changed in a replica, for those that follow it: the cache, the store's signals and
// the other tabs. Order: all that is dropped, then what is put and removed.
import type { Message } from "@bufbuild/protobuf";
import type { Position } from "./link_types";
import type { ScopeKey } from "./scope";
import type { Stretch } from "./stretches";

export interface EntityRecord {
  readonly key: string;
  readonly kind: number;
  readonly root: string;
  readonly scope: ScopeKey;
  // The commit as of which it is known.
  readonly asOf: number;
  readonly entity: Message;
}

export interface RootRecord {
  readonly root: string;
  readonly scope: ScopeKey;
  // What is fetched on demand and older than this is not to be shown as current.
  readonly staleAt: number;
  // The ordinals whose messages are held and current.
  readonly stretches: readonly Stretch[];
}

export interface Changes {
  readonly position: Position;
  readonly isAllDropped: boolean;
  readonly droppedScopes: readonly ScopeKey[];
  // Only of the scope named, where one is named.
  readonly droppedRoots: readonly { readonly root: string; readonly scope: ScopeKey | undefined }[];
  readonly puts: readonly EntityRecord[];
  readonly removed: readonly string[];
  readonly roots: readonly RootRecord[];
  readonly removedRoots: readonly string[];
}

export class ChangesBuilder {
  private isAllDropped = false;
  private readonly scopes: ScopeKey[] = [];
  private readonly dropped: { root: string; scope: ScopeKey | undefined }[] = [];
  private readonly keys = new Set<string>();
  private readonly rootIds = new Set<string>();

  touch(key: string): void {
    this.keys.add(key);
  }
  touchRoot(root: string): void {
    this.rootIds.add(root);
  }
  dropRoot(root: string, scope: ScopeKey | undefined): void {
    this.dropped.push({ root, scope });
  }
  dropScope(scope: ScopeKey): void {
    this.scopes.push(scope);
  }
  dropAll(): void {
    this.isAllDropped = true;
  }

  take(
    position: Position,
    records: ReadonlyMap<string, EntityRecord>,
    roots: ReadonlyMap<string, RootRecord>,
  ): Changes {
    const puts: EntityRecord[] = [];
    const removed: string[] = [];
    const rootPuts: RootRecord[] = [];
    const removedRoots: string[] = [];
    for (const key of this.keys) {
      const record = records.get(key);
      if (record) puts.push(record);
      else removed.push(key);
    }
    for (const id of this.rootIds) {
      const root = roots.get(id);
      if (root) rootPuts.push(root);
      else removedRoots.push(id);
    }
    return {
      position,
      isAllDropped: this.isAllDropped,
      droppedScopes: this.scopes,
      droppedRoots: this.dropped,
      puts,
      removed,
      roots: rootPuts,
      removedRoots,
    };
  }
}
