// SPDX-License-Identifier: GPL-3.0-or-later
// The entities held and what is known of their roots, with a note of all that changes. No rules
// here: replica.ts has those.
import { rootOfKey } from "./entity_kinds";
import type { Position } from "./link_types";
import { type Changes, ChangesBuilder, type EntityRecord, type RootRecord } from "./replica_changes";
import type { ScopeKey } from "./scope";

export class Holdings {
  private readonly records = new Map<string, EntityRecord>();
  private readonly keysByRoot = new Map<string, Set<string>>();
  private readonly roots = new Map<string, RootRecord>();
  private changes = new ChangesBuilder();

  get(key: string): EntityRecord | undefined {
    return this.records.get(key);
  }
  all(): IterableIterator<EntityRecord> {
    return this.records.values();
  }
  root(root: string): RootRecord | undefined {
    return this.roots.get(root);
  }
  allRoots(): IterableIterator<RootRecord> {
    return this.roots.values();
  }
  // A copy: what is listed may be erased on the way.
  under(root: string): EntityRecord[] {
    const found: EntityRecord[] = [];
    for (const key of this.keysByRoot.get(root) ?? []) {
      const record = this.records.get(key);
      if (record) found.push(record);
    }
    return found;
  }

  put(record: EntityRecord): void {
    this.records.set(record.key, record);
    let keys = this.keysByRoot.get(record.root);
    if (!keys) this.keysByRoot.set(record.root, (keys = new Set()));
    keys.add(record.key);
    this.changes.touch(record.key);
  }

  // Noted also when it is not held: the cache may have it.
  erase(key: string): void {
    this.changes.touch(key);
    if (!this.records.delete(key)) return;
    const root = rootOfKey(key);
    const keys = this.keysByRoot.get(root);
    keys?.delete(key);
    if (keys?.size === 0) this.keysByRoot.delete(root);
  }

  // Drawn anew, though it is the same: it has become stale, say.
  touch(key: string): void {
    this.changes.touch(key);
  }

  setRoot(state: RootRecord): void {
    this.roots.set(state.root, state);
    this.changes.touchRoot(state.root);
  }

  // All that is under a root, or only what came with the scope it has left: of the scope it moved to
  // it may have been told already.
  dropRoot(root: string, scope?: ScopeKey): void {
    for (const record of this.under(root)) {
      if (scope === undefined || record.scope === scope) this.erase(record.key);
    }
    const state = this.roots.get(root);
    if (state && (scope === undefined || state.scope === scope)) {
      this.roots.delete(root);
      this.changes.touchRoot(root);
    }
    this.changes.dropRoot(root, scope);
  }

  dropScope(scope: ScopeKey): void {
    for (const { root, scope: own } of [...this.roots.values()]) if (own === scope) this.dropRoot(root, scope);
    this.changes.dropScope(scope);
  }

  dropAll(): void {
    this.records.clear();
    this.keysByRoot.clear();
    this.roots.clear();
    this.changes.dropAll();
  }

  everything(position: Position): Changes {
    const nothing = new ChangesBuilder().take(position, new Map(), new Map());
    return { ...nothing, isAllDropped: true, puts: [...this.all()], roots: [...this.allRoots()] };
  }

  // What changed since the last time.
  take(position: Position): Changes {
    const changes = this.changes.take(position, this.records, this.roots);
    this.changes = new ChangesBuilder();
    return changes;
  }
}

// A map keeps the order in which things came.
export function forgetFirst<K>(map: Map<K, unknown>, sizeMax: number): void {
  for (const key of map.keys()) {
    if (map.size <= sizeMax) return;
    map.delete(key);
  }
}
