// SPDX-License-Identifier: GPL-3.0-or-later
// What this client holds: entities by key, in the scope of their root. Pure; a batch or a fetched
// answer goes in, what changed comes out, and the cache and the store's signals follow that.
//
// Three rules keep it true. A record's `asOf` says which commit it is known as of: what is older never
// overwrites what is newer, so a fetched answer and the live feed may meet in any order. A fetched
// answer read before its scope was last taken afresh is refused ("is_old"): changes in between were
// never told. And what is in no held scope is kept only while it is watched, never in the cache.
import type { Delta, Put, Watching } from "../gen/fika/v1/sync_pb";
import { entityKinds, isOnDemand, keyOfTombstone, readEntity } from "./entity_kinds";
import { type Fetched, recordsIn, scopesIn } from "./fetched";
import { forgetFirst, Holdings } from "./holdings";
import { idText } from "./ids";
import { type Batch, nowhere, type Position, type TakenSnapshot } from "./link_types";
import { endsOf, newMessages } from "./fresh_posts";
import type { Changes, EntityRecord, RootRecord } from "./replica_changes";
import { namedScope, rootScopeOf } from "./root_scope";
import { idOfScope, keyOfScope, type ScopeKey } from "./scope";
import { extended, type Stretch, withStretch } from "./stretches";
import { WholePosts } from "./whole_posts";

const erasedMax = 4_000;

export class Replica {
  private at: Position = nowhere;
  private readonly own = new Holdings();
  private held = new Set<ScopeKey>();
  private readonly watched = new Set<string>();
  // As of when a scope or root was last taken afresh: what was fetched before may have missed changes.
  private readonly freshScopes = new Map<ScopeKey, number>();
  private readonly freshRoots = new Map<string, number>();
  // When something went, so that what is older does not bring it back.
  private readonly leftAt = new Map<string, number>();
  private readonly erasedAt = new Map<string, number>();
  private readonly wholePosts = new WholePosts();

  get position(): Position {
    return this.at;
  }
  get(key: string): EntityRecord | undefined {
    return this.own.get(key);
  }
  all(): IterableIterator<EntityRecord> {
    return this.own.all();
  }
  under(root: string): EntityRecord[] {
    return this.own.under(root);
  }
  root(root: string): RootRecord | undefined {
    return this.own.root(root);
  }
  allRoots(): IterableIterator<RootRecord> {
    return this.own.allRoots();
  }
  everything(): Changes {
    return this.own.everything(this.at);
  }
  isHeld(scope: ScopeKey): boolean {
    return this.held.has(scope);
  }

  // Not stale: what is drawn as the present state of things.
  isCurrent(record: EntityRecord): boolean {
    if (!this.isTold(record.scope, record.root)) return false;
    return !isOnDemand(record.kind) || record.asOf >= (this.own.root(record.root)?.staleAt ?? 0);
  }

  // What the cache has of an earlier visit.
  load(position: Position, records: readonly EntityRecord[], roots: readonly RootRecord[]): Changes {
    this.at = position;
    this.held = new Set(position.held);
    for (const root of roots) this.own.setRoot(root);
    return this.loadMore(records);
  }

  // More from the cache, read while the feed went on: what has changed since is passed over.
  loadMore(records: readonly EntityRecord[]): Changes {
    for (const record of records) {
      const { key, root, scope, asOf } = record;
      const gone = Math.max(this.freshScopes.get(scope) ?? 0, this.leftAt.get(root) ?? 0, this.erasedAt.get(key) ?? 0);
      if (this.own.get(key) || asOf < gone || this.own.root(root)?.scope !== scope) continue;
      if (this.wholePosts.isGone(record)) this.own.erase(key);
      else this.own.put(record);
    }
    return this.own.take(this.at);
  }

  move(position: Position): Changes {
    this.at = position;
    return this.own.take(this.at);
  }

  apply(batch: Batch): Changes {
    if (batch.tier === "bootstrap") this.dropAll();
    this.held = new Set(batch.position.held);
    for (const taken of batch.snapshots) this.applySnapshot(taken);
    for (const delta of batch.deltas) this.applyDelta(delta);
    for (const watching of batch.watching) this.applyWatching(watching);
    for (const scope of batch.revoked) this.dropScope(scope, batch.position.seq);
    for (const root of batch.staleRoots) this.markStale(root, batch.position.seq);
    return this.move(batch.position);
  }

  // "is_old": ask again, changes since it was read have not been told. "unseen": what it is about is
  // not to be seen any more, or never was.
  applyFetched({ seq, entities, stretch }: Fetched): Changes | "is_old" | "unseen" {
    const scopes = scopesIn(entities);
    const scopeOf = (root: string): ScopeKey | undefined => this.own.root(root)?.scope ?? this.present(scopes.get(root));
    const records = recordsIn(entities, seq, scopeOf).filter(({ scope, root }) => this.isTold(scope, root));
    const about = stretch ? [stretch.root] : [];
    for (const root of [...records.map((record) => record.root), ...about]) {
      const scope = scopeOf(root);
      if (!scope || !this.isTold(scope, root)) return "unseen";
      if (seq < Math.max(this.freshRoots.get(root) ?? 0, this.freshScopes.get(scope) ?? 0)) return "is_old";
    }
    const told = new Set<string>();
    for (const record of records) {
      told.add(record.key);
      if ((this.own.get(record.key)?.asOf ?? 0) > seq || (this.erasedAt.get(record.key) ?? 0) > seq) continue;
      this.put(record);
    }
    if (stretch) this.applyStretch(stretch.root, stretch, seq, told);
    return this.own.take(this.at);
  }

  watch(root: string): void {
    this.watched.add(root);
  }
  // What is in no held scope and on no screen any more is told about no longer: it goes.
  unwatch(root: string): Changes {
    this.watched.delete(root);
    const scope = this.own.root(root)?.scope;
    if (scope && !this.held.has(scope)) this.own.dropRoot(root);
    return this.own.take(this.at);
  }

  // What names a community that was merged is in the scope of the one that stays, as that one's root is.
  private present(scope: ScopeKey | undefined): ScopeKey | undefined {
    return scope && (this.own.root(idOfScope(scope))?.scope ?? namedScope(scope, this.held));
  }
  // Whether changes are told of.
  private isTold(scope: ScopeKey, root: string): boolean {
    return this.held.has(scope) || this.watched.has(root);
  }

  private applySnapshot({ snapshot, seq }: TakenSnapshot): void {
    const scope = keyOfScope(snapshot.scope);
    this.dropScope(scope, seq);
    for (const put of snapshot.puts) this.applyPut(put, scope, seq);
  }

  private applyDelta(delta: Delta): void {
    const scope = keyOfScope(delta.scope);
    const seq = Number(delta.seq);
    const isTold = delta.watchedRoot.length === 0 ? this.held.has(scope) : this.watched.has(idText(delta.watchedRoot));
    if (!isTold) return;
    for (const root of delta.left.map(idText)) {
      this.own.dropRoot(root, scope);
      this.freshRoots.set(root, seq);
      this.leftAt.set(root, seq);
    }
    for (const root of delta.entered.map(idText)) {
      this.freshRoots.set(root, seq);
      this.enter(root, scope, seq);
    }
    const ends = endsOf(delta.puts, (key) => this.own.get(key)?.entity);
    for (const put of delta.puts) this.applyPut(put, scope, seq);
    for (const [root, ordinals] of newMessages(delta, ends)) this.extend(root, ordinals);
    for (const { kind, root, key } of delta.tombstones) {
      const name = keyOfTombstone(kind, root, key);
      this.erasedAt.set(name, seq);
      if ((this.own.get(name)?.asOf ?? 0) <= seq) this.own.erase(name);
    }
    forgetFirst(this.erasedAt, erasedMax);
  }

  private applyWatching({ root: rootBytes, seq, puts }: Watching): void {
    const root = idText(rootBytes);
    const scope = this.own.root(root)?.scope;
    if (!this.watched.has(root) || (scope && this.held.has(scope))) return; // what is held is told anyway
    if (puts.length === 0) return this.own.dropRoot(root);
    for (const put of puts) {
      const entity = readEntity(put.kind, put.body);
      const present = this.present((entity && rootScopeOf(entity)) ?? this.own.root(root)?.scope);
      if (present) this.applyPut(put, present, Number(seq));
    }
    this.markStale(root, Number(seq));
  }

  private applyPut(put: Put, scope: ScopeKey, seq: number): void {
    const entity = readEntity(put.kind, put.body);
    const kind = entityKinds.get(put.kind);
    if (!entity || !kind) return;
    const key = kind.keyOf(entity);
    const current = this.own.get(key);
    if (current && current.asOf > seq && current.scope === scope) return;
    this.put({ key, kind: put.kind, root: kind.rootOf(entity), scope, asOf: seq, entity });
  }

  private put(record: EntityRecord): void {
    const { root, scope } = record;
    if (this.own.root(root)?.scope !== scope) this.enter(root, scope, 0);
    this.own.put(record);
  }

  // What was held of it where it was before goes: which of the two is told first is not said.
  private enter(root: string, scope: ScopeKey, staleAt: number): void {
    const before = this.own.root(root);
    if (before && before.scope !== scope) this.own.dropRoot(root, before.scope);
    this.own.setRoot({ root, scope, staleAt, stretches: [] });
  }

  private extend(root: string, ordinals: readonly number[]): void {
    const state = this.own.root(root);
    const stretches = extended(state?.stretches ?? [], ordinals);
    if (state && stretches !== state.stretches) this.own.setRoot({ ...state, stretches });
  }

  private applyStretch(root: string, stretch: Stretch, seq: number, told: ReadonlySet<string>): void {
    for (const key of this.wholePosts.told(this.own.under(root), told, seq)) this.own.erase(key);
    const state = this.own.root(root);
    if (state) this.own.setRoot({ ...state, stretches: withStretch(state.stretches, stretch) });
  }

  private markStale(root: string, seq: number): void {
    this.freshRoots.set(root, seq);
    const state = this.own.root(root);
    if (!state) return;
    this.own.setRoot({ ...state, staleAt: seq, stretches: [] });
    for (const { kind, key } of this.own.under(root)) if (isOnDemand(kind)) this.own.touch(key);
  }

  private dropScope(scope: ScopeKey, seq: number): void {
    this.own.dropScope(scope);
    this.freshScopes.set(scope, seq);
  }

  private dropAll(): void {
    this.own.dropAll();
    for (const known of [this.freshScopes, this.freshRoots, this.leftAt, this.erasedAt, this.wholePosts]) known.clear();
  }
}
