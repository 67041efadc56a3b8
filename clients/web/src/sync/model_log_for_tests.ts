// SPDX-License-Identifier: GPL-3.0-or-later
// A small model of the server: a log of commits, scopes, who follows what, and the answers to Hello
// in three tiers, by the same rules as server/feed. Its entities are the real ones.
import { create, type Message, type MessageInitShape, toBinary } from "@bufbuild/protobuf";
import {
  type Delta,
  DeltaSchema,
  type Hello,
  type Put,
  PutSchema,
  type ServerFrame,
  ServerFrameSchema,
  type Snapshot,
  SnapshotSchema,
  TombstoneSchema,
} from "../gen/fika/v1/sync_pb";
import { type Head, HeadSchema, type Thread } from "../gen/fika/v1/threads_pb";
import { isOnDemand, kindOfKey, kindOfType, rootOfKey } from "./entity_kinds";
import { bytesOfHex, hexOf, idBytes } from "./ids";
import { keyOfScope, type ScopeKey, scopeOfKey } from "./scope";

export interface Row {
  readonly key: string;
  readonly version: number;
  readonly entity: Message;
}
interface Line {
  readonly is: "put" | "erase" | "left" | "entered";
  readonly scope: ScopeKey;
  readonly root: string;
  readonly key: string;
}
export interface Publication {
  readonly seq: number;
  readonly deltas: ReadonlyMap<ScopeKey, Delta>;
  readonly access: readonly { person: string; scope: ScopeKey; isGained: boolean }[];
  readonly roots: ReadonlyMap<string, Delta>; // as those who watch the root are told
}

export function serverFrame(frame: NonNullable<MessageInitShape<typeof ServerFrameSchema>["frame"]>): ServerFrame {
  return create(ServerFrameSchema, { frame });
}

// Its log and its answers; what people do is in model_for_tests.ts.
export class ModelLog {
  epoch = hexOf(idBytes("01900000-0000-7000-8000-00000000e90c"));
  seq = 0;
  floor = 1;
  readonly rows = new Map<string, Row>();
  readonly rootScopes = new Map<string, ScopeKey>();
  readonly followers = new Map<string, Map<ScopeKey, number>>(); // person to scope to since when
  readonly published: Publication[] = [];
  limits = { lines: 20, scan: 80 };
  private readonly log: Line[][] = [];
  private readonly scopeHeads = new Map<ScopeKey, number>();
  private readonly rootHeads = new Map<string, number>();
  private lines: Line[] = [];
  private access: Publication["access"][number][] = [];

  // Runs one command; what it changes is one commit.
  commit(change: () => void): void {
    this.lines = [];
    this.access = [];
    this.seq++;
    change();
    if (this.lines.length === 0 && this.access.length === 0) {
      this.seq--;
      return;
    }
    this.log[this.seq] = this.lines;
    const deltas = new Map<ScopeKey, Delta>();
    const roots = new Map<string, Delta>();
    for (const line of this.lines) {
      const scope = scopeOfKey(line.scope);
      const seq = BigInt(this.seq);
      let delta = deltas.get(line.scope);
      if (!delta) {
        delta = create(DeltaSchema, { scope, seq, prev: BigInt(this.scopeHeads.get(line.scope) ?? 0) });
        deltas.set(line.scope, delta);
      }
      this.tell(line, delta);
      let watched = roots.get(line.root + line.scope);
      if (!watched) {
        const prev = BigInt(this.rootHeads.get(line.root) ?? 0);
        watched = create(DeltaSchema, { scope, seq, prev, watchedRoot: idBytes(line.root) });
        roots.set(line.root + line.scope, watched);
      }
      this.tell(line, watched);
    }
    for (const line of this.lines) {
      this.scopeHeads.set(line.scope, this.seq);
      this.rootHeads.set(line.root, this.seq);
    }
    this.published.push({ seq: this.seq, deltas, access: this.access, roots });
  }

  put(entity: Message): void {
    const kind = kindOfType(entity.$typeName);
    if (!kind) throw new Error(`${entity.$typeName} is no entity`);
    const root = kind.rootOf(entity);
    const key = kind.keyOf(entity);
    this.rows.set(key, { key, version: this.seq, entity });
    this.note("put", root, key);
  }
  erase(key: string): void {
    if (!this.rows.delete(key)) return;
    this.note("erase", rootOfKey(key), key);
  }
  move(root: string, to: ScopeKey): void {
    const from = this.rootScopes.get(root);
    if (!from || from === to) return;
    this.lines.push({ is: "left", scope: from, root, key: "" });
    this.rootScopes.set(root, to);
    this.lines.push({ is: "entered", scope: to, root, key: "" });
  }
  follow(person: string, scope: ScopeKey, isGained: boolean): void {
    const own = this.followers.get(person) ?? new Map<ScopeKey, number>();
    this.followers.set(person, own);
    if (own.has(scope) === isGained) return;
    if (isGained) own.set(scope, this.seq);
    else own.delete(scope);
    this.access.push({ person, scope, isGained });
  }

  answer(person: string, hello: Hello): ServerFrame {
    const own = this.followers.get(person) ?? new Map<ScopeKey, number>();
    const cursor = Number(hello.cursor?.seq ?? 0n);
    const upto = { epoch: bytesOfHex(this.epoch), seq: BigInt(this.seq) };
    const bootstrap = (): ServerFrame =>
      serverFrame({
        case: "bootstrap",
        value: { upto, snapshots: [...own.keys()].map((scope) => this.snapshot(scope, person)) },
      });
    const isKnown = hello.cursor && hexOf(hello.cursor.epoch) === this.epoch;
    if (!isKnown || cursor + 1 < this.floor || cursor > this.seq) return bootstrap();
    const held = new Set(hello.held.map(keyOfScope));
    const continuing = new Set([...own].filter(([scope, since]) => since <= cursor && held.has(scope)).map(([scope]) => scope));
    const granted = [...own.keys()].filter((scope) => !continuing.has(scope));
    const revoked = [...held].filter((scope) => !own.has(scope)).map(scopeOfKey);
    const lines = this.log.slice(cursor + 1).flat();
    if (lines.length > this.limits.scan) return bootstrap();
    const { deltas, staleRoots, size } = this.gather(lines, cursor, continuing);
    const common = { upto, granted: granted.map((scope) => this.snapshot(scope, person)), revoked, from: BigInt(cursor) };
    if (size <= this.limits.lines) {
      return serverFrame({ case: "resumed", value: { ...common, deltas: deltas(false) } });
    }
    return serverFrame({ case: "partial", value: { ...common, deltas: deltas(true), staleRoots: staleRoots() } });
  }

  snapshot(scope: ScopeKey, person: string): Snapshot {
    const threads = [...this.rows.values()]
      .filter((row) => row.entity.$typeName === "fika.v1.Thread" && this.scopeOf(row) === scope)
      .map((row) => row.entity as Thread)
      .sort((a, b) => this.lastOrdinal(b.id) - this.lastOrdinal(a.id) || (a.id < b.id ? -1 : 1))
      .slice(0, 2);
    const carried = new Set(threads.map((thread) => thread.id));
    const puts: Put[] = [];
    for (const row of this.rows.values()) {
      if (this.scopeOf(row) !== scope) continue;
      const kind = kindOfKey(row.key);
      const isHeadOrThread = kind === 20 || kind === 21;
      const isOwnMember = kind === 12 && (row.entity as Message & { person?: string }).person === person;
      if (isHeadOrThread ? carried.has(rootOfKey(row.key)) : !isOnDemand(kind) || isOwnMember) puts.push(putOf(row));
    }
    return create(SnapshotSchema, { scope: scopeOfKey(scope), puts });
  }

  scopeOf(row: Row): ScopeKey | undefined {
    return this.rootScopes.get(rootOfKey(row.key));
  }
  lastOrdinal(root: string): number {
    return Number((this.find(HeadSchema.typeName, root) as Head | undefined)?.lastOrdinal ?? 0n);
  }
  find(typeName: string, root: string): Message | undefined {
    for (const row of this.rows.values()) {
      if (row.entity.$typeName === typeName && rootOfKey(row.key) === root) return row.entity;
    }
    return undefined;
  }
  under(root: string): Row[] {
    return [...this.rows.values()].filter((row) => rootOfKey(row.key) === root);
  }

  private note(is: "put" | "erase", root: string, key: string): void {
    const scope = this.rootScopes.get(root);
    if (!scope) throw new Error("an entity without a scope");
    this.lines.push({ is, scope, root, key });
  }

  private tell({ is, root, key }: Line, delta: Delta): void {
    if (is === "left") delta.left.push(idBytes(root));
    else if (is === "entered") delta.entered.push(idBytes(root));
    else this.tellEntity(key, delta);
  }
  private tellEntity(key: string, delta: Delta): void {
    const row = this.rows.get(key);
    if (row) {
      delta.puts.push(putOf(row));
    } else {
      const root = idBytes(rootOfKey(key));
      delta.tombstones.push(create(TombstoneSchema, { kind: kindOfKey(key), root, key: bytesOfHex(key.slice(36)) }));
    }
  }

  private gather(lines: readonly Line[], cursor: number, continuing: ReadonlySet<ScopeKey>) {
    const keys = new Set<string>();
    const left = new Map<string, Line>();
    const entered = new Set<string>();
    for (const line of lines) {
      if (line.is === "left" && continuing.has(line.scope)) left.set(line.root + line.scope, line);
      if (line.is === "entered") entered.add(line.root);
      const scope = this.rootScopes.get(line.root);
      if (line.key !== "" && scope && continuing.has(scope)) keys.add(line.key);
    }
    const stale = new Set<string>();
    const deltas = (headsOnly: boolean): Delta[] => {
      const byScope = new Map<ScopeKey, Delta>();
      const of = (scope: ScopeKey): Delta => {
        const made = byScope.get(scope) ?? create(DeltaSchema, { scope: scopeOfKey(scope), prev: BigInt(cursor), seq: BigInt(this.seq) });
        byScope.set(scope, made);
        return made;
      };
      for (const { root, scope } of left.values()) if (this.rootScopes.get(root) !== scope) of(scope).left.push(idBytes(root));
      for (const root of entered) {
        const scope = this.rootScopes.get(root);
        if (scope && continuing.has(scope)) of(scope).entered.push(idBytes(root));
      }
      for (const key of keys) {
        const scope = this.rootScopes.get(rootOfKey(key));
        if (!scope) continue;
        if (headsOnly && this.rows.has(key) && isOnDemand(kindOfKey(key))) stale.add(rootOfKey(key));
        else this.tellEntity(key, of(scope));
      }
      return [...byScope.values()];
    };
    return { deltas, staleRoots: () => [...stale].map(idBytes), size: keys.size + left.size + entered.size };
  }
}

export function putOf({ entity, version }: Row): Put {
  const kind = kindOfType(entity.$typeName);
  if (!kind) throw new Error("no entity");
  return create(PutSchema, { kind: kind.kind, body: toBinary(kind.schema, entity), version: BigInt(version) });
}
