// SPDX-License-Identifier: GPL-3.0-or-later
// One client of the model server: the server's end of its connection, as server/feed/{hub,session}
// behave, and in front of it the app's own link and replica. It can be cut off before any frame.
import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import {
  ClientFrameSchema,
  DeltaSchema,
  HelloSchema,
  type Hello,
  ServerFrameSchema,
  type ServerFrame,
} from "../gen/fika/v1/sync_pb";
import { rootOfKey } from "./entity_kinds";
import { type Answered, answerOf } from "./answer_for_tests";
import { encodeFrame } from "./frames";
import { bytesOfHex, idBytes, idText } from "./ids";
import { Link } from "./link";
import { type Batch, type Effect, nowhere } from "./link_types";
import { type Model, type Publication, putOf, type Row, serverFrame } from "./model_for_tests";
import { Replica } from "./replica";
import { keyOfScope, type ScopeKey, scopeOfKey } from "./scope";

export class Client {
  link = new Link(nowhere);
  replica = new Replica();
  readonly tiers = { resumed: 0, partial: 0, bootstrap: 0, fetched: 0, old: 0 };
  isConnected = false;
  isStalled = false;
  asksAgain = false;
  private readonly knownFrom = new Map<string, number>(); // scope, or root that entered
  private frames: (Uint8Array | Answered)[] = [];
  private late: Answered[] = [];
  private scopes = new Map<ScopeKey, number>();
  private watched = new Map<string, number>();
  private isLive = false;
  private isBehind = false;
  private sentSeq = 0;
  private attachedSeq = 0;
  private deliveredSeq = 0;

  constructor(
    readonly model: Model,
    readonly person: string,
  ) {}

  connect(): void {
        this.isConnected = true;
    this.isLive = false;
    this.isBehind = false;
    this.frames = [];
    this.scopes.clear();
    this.watched.clear();
    this.follow(this.link.opened());
  }
  disconnect(): void {
    this.isConnected = false;
    this.isStalled = false;
    this.frames = [];
    this.late = [];
    this.link.closed();
  }
  get waiting(): number {
    return this.frames.length;
  }

  // Takes one of the frames that wait; `loses` drops it instead, as no TCP would.
  read(count: number, loses = false): void {
    for (; count > 0 && this.frames.length > 0; count--) {
      const next = this.frames.shift();
      if (!next || loses) continue;
      if (next instanceof Uint8Array) this.follow(this.link.take(fromBinary(ServerFrameSchema, next)));
      else this.takeAnswer(next);
    }
  }

  drain(): void {
    this.isStalled = false;
    if (!this.isConnected || !this.isBehind) return;
    const cursor = { epoch: bytesOfHex(this.model.epoch), seq: BigInt(this.sentSeq) };
    this.hello(create(HelloSchema, { cursor, held: [...this.scopes.keys()].map(scopeOfKey) }));
  }

  askAgain(): void {
    this.asksAgain = false;
    this.follow(this.link.askAgain());
  }

  watch(root: string): void {
    this.replica.watch(root);
    this.follow(this.link.watch(root));
  }
  unwatch(root: string): void {
    this.replica.unwatch(root);
    this.follow(this.link.unwatch(root));
  }

  // A query: read now, on the wire behind what was sent before.
  fetch(root: string, from: number, to: number): void {
    const scope = this.model.rootScopes.get(root);
    if (!this.isConnected || !scope || !this.mayRead(scope)) return;
    const answer = answerOf(this.model, root, from, to);
    // Queries are answered on other threads: what happened meanwhile may be told first.
    if (to % 2 === 0) this.late.push(answer);
    else this.frames.push(answer);
  }
  deliverLate(): void {
    this.frames.push(...this.late.splice(0));
  }

  publish(publication: Publication): void {
    const { seq } = publication;
    this.deliveredSeq = seq;
    if (!this.isConnected) return;
    let isTouched = false;
    const offer = (frame: ServerFrame): boolean => {
      if (!this.isLive || this.isBehind) return false;
      if (!isTouched && this.isStalled) {
        this.isBehind = true;
        return false;
      }
      isTouched = true;
      this.send(frame);
      return true;
    };
    for (const { person, scope, isGained } of publication.access) {
      if (person === this.person && !isGained) this.cutOffWatches(scope, seq, offer);
      if (person !== this.person || this.scopes.has(scope) === isGained) continue;
      if (!this.isLive || this.isBehind || seq <= this.attachedSeq) continue;
      if (isGained && !this.model.followers.get(person)?.has(scope)) continue;
      const frame = isGained
        ? serverFrame({ case: "granted", value: { seq: BigInt(this.model.seq), snapshot: this.model.snapshot(scope, person) } })
        : serverFrame({ case: "revoked", value: { seq: BigInt(seq), scope: scopeOfKey(scope) } });
      if (!offer(frame)) continue;
      if (isGained) this.scopes.set(scope, this.model.seq);
      else this.scopes.delete(scope);
    }
    for (const [scope, delta] of publication.deltas) {
      const after = this.scopes.get(scope);
      if (after !== undefined && seq > after) offer(serverFrame({ case: "delta", value: delta }));
    }
    for (const delta of publication.roots.values()) {
      const root = idText(delta.watchedRoot);
      const after = this.watched.get(root);
      if (after === undefined || seq <= after || this.scopes.has(keyOfScope(delta.scope))) continue;
      const now = this.model.rootScopes.get(root);
      if (now && this.mayRead(now)) {
        offer(serverFrame({ case: "delta", value: delta }));
      } else {
        const gone = create(DeltaSchema, { ...delta, puts: [], tombstones: [], entered: [], left: [delta.watchedRoot], prev: 0n });
        offer(serverFrame({ case: "delta", value: gone }));
      }
    }
    if (!isTouched) return;
    this.send(serverFrame({ case: "commit", value: { seq: BigInt(seq) } }));
    this.sentSeq = seq;
  }

  // Who joined and left before the feed came to it was let watch in between.
  private cutOffWatches(scope: ScopeKey, seq: number, offer: (frame: ServerFrame) => boolean): void {
    for (const root of [...this.watched.keys()]) {
      if (this.model.rootScopes.get(root) !== scope || this.mayRead(scope)) continue;
      const value = { scope: scopeOfKey(scope), watchedRoot: idBytes(root), seq: BigInt(seq), left: [idBytes(root)] };
      offer(serverFrame({ case: "delta", value }));
      this.watched.delete(root);
    }
  }

  ping(): void {
    const seq = this.deliveredSeq;
    if (!this.isConnected || !this.isLive || this.isBehind || this.isStalled || this.sentSeq >= seq) return;
    this.sentSeq = seq;
    this.send(serverFrame({ case: "ping", value: { head: BigInt(seq) } }));
  }

  mayRead(scope: ScopeKey): boolean {
    return this.model.followers.get(this.person)?.has(scope) === true || openScopes.has(scope);
  }

  private hello(hello: Hello): void {
    const answer = this.model.answer(this.person, hello);
    if (answer.frame.case && answer.frame.case in this.tiers) this.tiers[answer.frame.case as "resumed"]++;
    this.scopes = new Map([...(this.model.followers.get(this.person)?.keys() ?? [])].map((scope) => [scope, this.model.seq]));
    this.sentSeq = this.model.seq;
    this.attachedSeq = this.model.seq;
    this.isLive = true;
    this.isBehind = false;
    this.send(answer);
  }

  private takeClientFrame(bytes: Uint8Array): void {
    const { frame } = fromBinary(ClientFrameSchema, bytes);
    if (frame.case === "hello") return this.hello(frame.value);
    if (frame.case !== "watch") return;
    const root = idText(frame.value.root);
    this.watched.delete(root);
    if (frame.value.stop) return;
    const scope = this.model.rootScopes.get(root);
    const isSeen = scope !== undefined && this.mayRead(scope);
    const heads = this.model.under(root).filter((row) => /Thread$|Head$/.test(row.entity.$typeName));
    const value = { root: idBytes(root), seq: BigInt(this.model.seq), puts: isSeen ? heads.map(putOf) : [] };
    if (isSeen) this.watched.set(root, this.model.seq);
    this.send(serverFrame({ case: "watching", value }));
  }

  private send(frame: ServerFrame): void {
    this.frames.push(toBinary(ServerFrameSchema, frame));
  }

  private follow(effects: readonly Effect[]): void {
    for (const effect of effects) {
      if (effect.is === "send") this.takeClientFrame(encodeFrame(effect.frame));
      else if (effect.is === "apply") this.apply(effect.batch);
      else if (effect.is === "move") this.replica.move(effect.position);
      else if (effect.is === "unwatched") this.replica.unwatch(effect.root);
      else if (effect.is === "ask_again") this.asksAgain = true;
    }
  }

  // What has not changed since its scope or root was first told of may be missing: a snapshot
  // carries only a part, the rest is fetched when shown.
  mayLack(scope: ScopeKey, row: Row): boolean {
    return row.version <= Math.max(this.knownFrom.get(scope) ?? 0, this.knownFrom.get(rootOfKey(row.key)) ?? 0);
  }

  private apply(batch: Batch): void {
    const { seq } = batch.position;
    if (batch.tier === "bootstrap") this.knownFrom.clear();
    for (const taken of batch.snapshots) this.knownFrom.set(keyOfScope(taken.snapshot.scope), taken.seq);
    for (const delta of batch.deltas) for (const root of delta.entered) this.knownFrom.set(idText(root), Number(delta.seq));
    for (const root of batch.staleRoots) this.knownFrom.set(root, seq);
    this.replica.apply(batch);
  }

  private takeAnswer({ root, from, to, seq, entities }: Answered): void {
    // What came for a connection that knows nothing yet has nothing to stand on.
    if (!this.link.isLive) return;
    const outcome = this.replica.applyFetched({ seq, entities, stretch: { root, from, to } });
    this.tiers[outcome === "is_old" ? "old" : "fetched"]++;
  }
}

// Communities that everybody may read, whether they follow them or not.
export const openScopes = new Set<ScopeKey>();
