// SPDX-License-Identifier: GPL-3.0-or-later
// The protocol of /sync as a pure state machine: frames in, effects out. It knows no socket, no
// timer and no entity; whoever applies a batch keeps the position that comes with it. So a batch is
// applied whole or not at all, and after any loss the next Hello asks for exactly what is missing.
import type { Cursor, Delta, Partial$ as PartialAnswer, Resumed, ServerFrame, Watching } from "../gen/fika/v1/sync_pb";
import { clientFrame } from "./frames";
import { bytesOfHex, hexOf, idText } from "./ids";
import { type Batch, type Effect, nothing, type Position, taken, type TakenSnapshot } from "./link_types";
import { keyOfScope, type ScopeKey, scopeOfKey } from "./scope";
import { Watches } from "./watches";

// A gap means a lost frame. One that comes back after each answer means a defect, and asking on and
// on would only make it worse.
const askAgainMs = [0, 250, 1_000, 4_000, 15_000, 60_000];

interface Pending {
  snapshots: TakenSnapshot[];
  deltas: Delta[];
  revoked: ScopeKey[];
}

export class Link {
  private epoch: string;
  private seq: number;
  private held: Set<ScopeKey>;
  private isOpen = false;
  private isWaiting = false; // for the answer to Hello: what comes before it is of the past
  private isAskingLater = false;
  private gaps = 0; // since something was applied live
  private resumedAt = 0; // the answer's upto
  private readonly seen = new Map<ScopeKey, number>(); // newest live seq of each scope
  private readonly granted = new Map<ScopeKey, number>(); // as of when a scope not seen since is held
  private readonly watches = new Watches();
  private pending: Pending | undefined; // since the last commit

  constructor(start: Position) {
    this.epoch = start.epoch;
    this.seq = start.seq;
    this.held = new Set(start.held);
  }

  get position(): Position {
    return { epoch: this.epoch, seq: this.seq, held: [...this.held] };
  }
  // An answer to Hello has come on this connection, and nothing is known to be missing.
  get isLive(): boolean {
    return this.isOpen && !this.isWaiting;
  }

  // A connection is new. What came in part over the last one is forgotten.
  opened(): Effect[] {
    this.isOpen = true;
    this.gaps = 0;
    return [this.hello()];
  }

  closed(): void {
    this.isOpen = false;
    this.isWaiting = false;
    this.isAskingLater = false;
    this.pending = undefined;
  }

  // The time named by "ask_again" is up.
  askAgain(): Effect[] {
    if (!this.isOpen || !this.isWaiting || !this.isAskingLater) return [];
    return [this.hello()];
  }

  // A root (a thread, say) that is on screen but in no scope that is held.
  watch(root: string): Effect[] {
    return this.watches.add(root, this.isLive);
  }
  unwatch(root: string): Effect[] {
    return this.watches.remove(root, this.isLive);
  }
  get watching(): ReadonlySet<string> {
    return this.watches.all;
  }

  take({ frame }: ServerFrame): Effect[] {
    switch (frame.case) {
      // Answers come unasked, too, after the server has waited for this end to read. One that
      // continues from beyond what was applied here belongs to what a Hello has given up.
      case "resumed":
        return this.takeAnswer(frame.value, "resumed", []);
      case "partial":
        return this.takeAnswer(frame.value, "partial", frame.value.staleRoots.map(idText));
      case "bootstrap": {
        this.held.clear();
        for (const each of frame.value.snapshots) this.held.add(keyOfScope(each.scope));
        const { upto, snapshots } = frame.value;
        return this.answered(upto, { ...nothing, tier: "bootstrap", snapshots: taken(snapshots, upto) });
      }
      case "delta":
        return this.isWaiting ? [] : this.takeDelta(frame.value);
      case "commit":
        return this.isWaiting ? [] : this.takeCommit(Number(frame.value.seq));
      case "granted": {
        const { snapshot } = frame.value;
        if (this.isWaiting || !snapshot || Number(frame.value.seq) <= this.seq) return [];
        const key = keyOfScope(snapshot.scope);
        this.seen.delete(key);
        this.granted.set(key, Number(frame.value.seq));
        this.hold().snapshots.push({ seq: Number(frame.value.seq), snapshot });
        return [];
      }
      case "revoked":
        if (!this.isWaiting && Number(frame.value.seq) > this.seq) {
          this.hold().revoked.push(keyOfScope(frame.value.scope));
        }
        return [];
      case "watching":
        return this.takeWatching(frame.value);
      case "ping":
        return this.takePing(Number(frame.value.head));
      case "reply":
        return [{ is: "reply", reply: frame.value }];
      case "ephemeral":
        return [{ is: "ephemeral", ephemeral: frame.value }];
      case "reconnect":
        return [{ is: "reconnect", afterMsMax: frame.value.afterMsMax }];
      default:
        // "deflated" is undone before; what a later server may say besides is not for us.
        return [];
    }
  }

  private hello(): Effect {
    this.forget();
    this.isWaiting = true;
    this.isAskingLater = false;
    const cursor = { epoch: bytesOfHex(this.epoch), seq: BigInt(this.seq) };
    const value = this.epoch === "" ? { protocol: 1 } : { protocol: 1, cursor, held: this.position.held.map(scopeOfKey) };
    return { is: "send", frame: clientFrame({ case: "hello", value }) };
  }

  private forget(): void {
    this.pending = undefined;
    this.seen.clear();
    this.granted.clear();
    this.watches.forget();
  }

  private gap(): Effect[] {
    const afterMs = askAgainMs[Math.min(this.gaps++, askAgainMs.length - 1)] ?? 0;
    if (afterMs === 0) return [this.hello()];
    this.forget();
    this.isWaiting = true;
    this.isAskingLater = true;
    return [{ is: "ask_again", afterMs }];
  }

  private takeAnswer(answer: Resumed | PartialAnswer, tier: "resumed" | "partial", staleRoots: string[]): Effect[] {
    if (Number(answer.from) > this.seq) return [];
    if (hexOf(answer.upto?.epoch ?? new Uint8Array()) !== this.epoch) {
      // It continues a log that is not ours: only a fresh start is certain.
      this.epoch = "";
      return this.gap();
    }
    const revoked = answer.revoked.map(keyOfScope);
    for (const each of answer.granted) this.held.add(keyOfScope(each.scope));
    for (const scope of revoked) this.held.delete(scope);
    return this.answered(answer.upto, {
      ...nothing,
      tier,
      snapshots: taken(answer.granted, answer.upto),
      deltas: answer.deltas,
      revoked,
      staleRoots,
    });
  }

  private answered(upto: Cursor | undefined, batch: Omit<Batch, "position">): Effect[] {
    this.forget();
    this.isWaiting = false;
    this.isAskingLater = false;
    this.epoch = hexOf(upto?.epoch ?? new Uint8Array());
    this.seq = Number(upto?.seq ?? 0n);
    this.resumedAt = this.seq;
    const effects: Effect[] = [{ is: "apply", batch: { ...batch, position: this.position } }];
    return [...effects, ...this.watches.ask()];
  }

  private takeDelta(delta: Delta): Effect[] {
    const seq = Number(delta.seq);
    const prev = Number(delta.prev);
    if (delta.watchedRoot.length === 16) {
      const outcome = this.watches.take(delta);
      if (outcome === "gap") return this.gap();
      if (outcome === "passed_over") return [];
    } else {
      const key = keyOfScope(delta.scope);
      const seen = this.seen.get(key);
      const heldAt = this.granted.get(key) ?? this.resumedAt;
      const newest = seen ?? heldAt;
      if (seq <= Math.max(this.seq, newest)) return []; // the same again
      if (seen === undefined ? prev > heldAt : prev !== newest) return this.gap();
      this.seen.set(key, seq);
    }
    this.hold().deltas.push(delta);
    return [];
  }

  private takeCommit(seq: number): Effect[] {
    const { pending } = this;
    this.pending = undefined;
    if (!pending && seq <= this.seq) return [];
    this.seq = Math.max(this.seq, seq);
    if (!pending) return [{ is: "move", position: this.position }];
    this.gaps = 0;
    for (const { snapshot } of pending.snapshots) this.held.add(keyOfScope(snapshot.scope));
    for (const scope of pending.revoked) this.held.delete(scope);
    return [{ is: "apply", batch: { ...nothing, ...pending, position: this.position } }, ...this.watches.askForMoved(pending.deltas)];
  }

  private takeWatching(watching: Watching): Effect[] {
    if (this.isWaiting || !this.watches.has(watching.root)) return [];
    const batch = { ...nothing, watching: [watching], position: this.position };
    return [{ is: "apply", batch }, ...this.watches.answered(watching)];
  }

  // Everything up to the head has been sent before the ping, so nothing is missing up to there.
  private takePing(head: number): Effect[] {
    const effects: Effect[] = [{ is: "send", frame: clientFrame({ case: "pong", value: {} }) }];
    if (this.isWaiting || this.pending || head <= this.seq) return effects;
    this.seq = head;
    effects.push({ is: "move", position: this.position });
    return effects;
  }

  private hold(): Pending {
    this.pending ??= { snapshots: [], deltas: [], revoked: [] };
    return this.pending;
  }
}
