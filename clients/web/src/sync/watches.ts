// SPDX-License-Identifier: GPL-3.0-or-later
// The link's part about roots that are watched one by one: each has a chain of commits of its own.
import type { Delta, Watching } from "../gen/fika/v1/sync_pb";
import { clientFrame } from "./frames";
import { idBytes, idText } from "./ids";
import type { Effect } from "./link_types";

// The server keeps that many; one more would silently end the first.
export const watchesMax = 16;

export class Watches {
  private readonly watched = new Set<string>();
  private readonly newest = new Map<string, number>(); // seq of what came last, by root

  get all(): ReadonlySet<string> {
    return this.watched;
  }
  has(root: Uint8Array): boolean {
    return root.length === 16 && this.watched.has(idText(root));
  }

  add(root: string, isLive: boolean): Effect[] {
    if (this.watched.has(root)) return [];
    const effects: Effect[] = [];
    for (const oldest of this.watched) {
      if (this.watched.size < watchesMax) break;
      effects.push(...this.remove(oldest, isLive), { is: "unwatched", root: oldest });
    }
    this.watched.add(root);
    if (isLive) effects.push(watchFrame(root, false));
    return effects;
  }

  remove(root: string, isLive: boolean): Effect[] {
    if (!this.watched.delete(root)) return [];
    this.newest.delete(root);
    return isLive ? [watchFrame(root, true)] : [];
  }

  // What came of them before an answer to Hello is of the past: the answer is followed by asking again.
  forget(): void {
    this.newest.clear();
  }
  ask(): Effect[] {
    return [...this.watched].map((root) => watchFrame(root, false));
  }

  // Without anything in it: not there, or not to be seen.
  answered({ root: bytes, seq, puts }: Watching): Effect[] {
    const root = idText(bytes);
    if (puts.length > 0) {
      this.newest.set(root, Number(seq));
      return [];
    }
    this.watched.delete(root);
    this.newest.delete(root);
    return [{ is: "unwatched", root }];
  }

  // "passed_over": watched no longer, or the same again.
  take({ watchedRoot, seq, prev }: Delta): "taken" | "passed_over" | "gap" {
    const root = idText(watchedRoot);
    const newest = this.newest.get(root);
    if (newest === undefined || Number(seq) <= newest) return "passed_over";
    if (Number(prev) > newest) return "gap";
    this.newest.set(root, Number(seq));
    return "taken";
  }

  // A watched root has left a scope: it moved to where it is watched on, or it is not to be seen any
  // more and the server has ended the watch. Which of the two only asking tells.
  askForMoved(deltas: readonly Delta[]): Effect[] {
    const effects: Effect[] = [];
    for (const { watchedRoot, left } of deltas) {
      const root = watchedRoot.length === 16 && left.length > 0 ? idText(watchedRoot) : "";
      if (this.newest.delete(root)) effects.push(watchFrame(root, false));
    }
    return effects;
  }
}

// How many views want a root watched: the first asks for it, the last lets it go.
export class WatchCounts {
  private readonly counts = new Map<string, number>();

  // True: it is to be asked for.
  add(root: string, isWatched: boolean): boolean {
    const count = this.counts.get(root) ?? 0;
    this.counts.set(root, count + 1);
    return count === 0 || !isWatched;
  }
  // True: nobody wants it any more.
  remove(root: string): boolean {
    const count = (this.counts.get(root) ?? 0) - 1;
    if (count > 0) this.counts.set(root, count);
    else this.counts.delete(root);
    return count <= 0;
  }
}

function watchFrame(root: string, stop: boolean): Effect {
  return { is: "send", frame: clientFrame({ case: "watch", value: { root: idBytes(root), stop } }) };
}
