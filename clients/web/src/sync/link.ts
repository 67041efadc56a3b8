// SPDX-License-Identifier: GPL-3.0-or-later
// The protocol of /sync as a pure state machine: frames in, effects out. It knows no socket, no
// timer and no entity; whoever applies a batch keeps the position that comes with it. So a batch is
// applied whole or not at all, and after any loss the next Hello asks for exactly what is missing.
import type { Cursor, Delta, Partial$ as PartialAnswer, Resumed, ServerFrame, Watching } from "../gen/fika/v1/sync_pb";
import { clientFrame } from "./frames";
import { bytesOfHex, hexOf, idBytes, idText } from "./ids";
import { type Batch, type Effect, nothing, type Position, taken, type TakenSnapshot } from "./link_types";
import { keyOfScope, type ScopeKey, scopeOfKey } from "./scope";

// The server keeps that many; one more would silently end the first.
export const watchesMax = 16;
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
  private readonly watched = new Set<string>();
  private isOpen = false;
  private isWaiting = false; // for the answer to Hello: what comes before it is of the past
  private isAskingLater = false;
  private gaps = 0; // since something was applied live
  private resumedAt = 0; // the answer's upto
  private readonly seen = new Map<ScopeKey, number>(); // newest live seq of each scope
  private readonly granted = new Map<ScopeKey, number>(); // as of when a scope not seen since is held
  private readonly roots = new Map<string, number>(); // newest seq of each watched root
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
    if (this.watched.has(root)) return [];
    const effects: Effect[] = [];
    for (const oldest of this.watched) {
      if (this.watched.size < watchesMax) break;
      effects.push(...this.unwatch(oldest), { is: "unwatched", root: oldest });
    }
    this.watched.add(root);
    if (this.isLive) effects.push(watchFrame(root, false));
    return effects;
  }

  unwatch(root: string): Effect[] {
    if (!this.watched.delete(root)) return [];
    this.roots.delete(root);
    return this.isLive ? [watchFrame(root, true)] : [];
  }

  get watching(): ReadonlySet<string> {
    return this.watched;
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
    this.roots.clear();
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
    for (const root of this.watched) effects.push(watchFrame(root, false));
    return effects;
  }

  private takeDelta(delta: Delta): Effect[] {
    const seq = Number(delta.seq);
    const prev = Number(delta.prev);
    if (delta.watchedRoot.length === 16) {
      const root = idText(delta.watchedRoot);
      const newest = this.roots.get(root);
      if (newest === undefined || seq <= newest) return []; // watched no longer, or the same again
      if (prev > newest) return this.gap();
      this.roots.set(root, seq);
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
    return [{ is: "apply", batch: { ...nothing, ...pending, position: this.position } }, ...this.askForMoved(pending.deltas)];
  }

  // A watched root has left a scope: it moved to where it is watched on, or it is not to be seen any
  // more and the server has ended the watch. Which of the two only asking tells.
  private askForMoved(deltas: readonly Delta[]): Effect[] {
    const effects: Effect[] = [];
    for (const delta of deltas) {
      const root = delta.watchedRoot.length === 16 && delta.left.length > 0 ? idText(delta.watchedRoot) : "";
      if (!this.roots.delete(root)) continue;
      effects.push(watchFrame(root, false));
    }
    return effects;
  }

  private takeWatching(watching: Watching): Effect[] {
    const root = watching.root.length === 16 ? idText(watching.root) : "";
    if (this.isWaiting || !this.watched.has(root)) return [];
    const effects: Effect[] = [{ is: "apply", batch: { ...nothing, watching: [watching], position: this.position } }];
    if (watching.puts.length === 0) {
      this.watched.delete(root);
      this.roots.delete(root);
      effects.push({ is: "unwatched", root });
    } else {
      this.roots.set(root, Number(watching.seq));
    }
    return effects;
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

function watchFrame(root: string, stop: boolean): Effect {
  return { is: "send", frame: clientFrame({ case: "watch", value: { root: idBytes(root), stop } }) };
}
