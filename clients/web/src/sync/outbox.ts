// SPDX-License-Identifier: GPL-3.0-or-later
// What the person has done and the server has not confirmed. Sent strictly in order, one at a time,
// each only after it is on the disk, and again after any loss: the server knows a client id it has
// seen. What is refused waits for the person, and so does all that builds on it. Nothing is dropped
// but by the person. It is confirmed when the cursor has reached its commit: not before, or what was
// drawn as pending would flicker; not after, or it would be drawn twice. What is kept back for a while, or waits
// for files, lets others pass that do not build on it.
import { makeId } from "./ids";
import type { NewRow, OutboxRow, OutboxStore, Refusal } from "./outbox_store";
import type { CallOutcome } from "./outcome";

export { outcomeOf } from "./outcome";

// "answered": done, and its answer has yet to be read; discard() then takes it away.
export type CommandState = "pending" | "sending" | "sent" | "answered" | "refused" | "held";

export interface CommandView extends Readonly<OutboxRow> {
  readonly state: CommandState;
}

export interface OutboxNeeds {
  readonly store: OutboxStore;
  readonly send: (row: OutboxRow) => Promise<CallOutcome>;
  // Some rows changed state, or went.
  readonly onChange: (changed: readonly CommandView[], removed: readonly number[]) => void;
  readonly onSignedOut: () => void;
  readonly now: () => number;
  readonly random: () => number;
  readonly later: (run: () => void, afterMs: number) => void;
}

// The server forgets client ids after 30 days; then sending again could do a thing twice.
export const resendMsMax = 29 * 24 * 3600 * 1000;
// A clock that was set back keeps nothing for longer.
const holdMsMax = 60_000;
// Codes that may pass by themselves, and after how many attempts it is for the person to decide.
const attemptsMax: Readonly<Record<string, number>> = {
  unavailable: Number.POSITIVE_INFINITY,
  deadline_exceeded: Number.POSITIVE_INFINITY,
  resource_exhausted: 8,
  aborted: 8,
  internal: 8,
  unknown: 8,
};

export class Outbox {
  private rows: OutboxRow[] = [];
  private readonly sentAt = new Map<number, number>(); // the commits of those that wait for the cursor
  private sending: number | undefined;
  private isOpen = false;
  private isBackingOff = false;
  private attempts = 0;
  private cursor = 0;

  constructor(private readonly needs: OutboxNeeds) {}

  async load(): Promise<void> {
    for (const row of await this.needs.store.all()) this.adopt(row);
  }

  // In the order things were done; "held": it builds on what was refused.
  views(): CommandView[] {
    const held = this.held();
    return this.rows.map((row) => ({ ...row, state: this.stateOf(row, held) }));
  }

  // Resolves when it is on the disk. Rejects when it cannot be kept: then it has not been done.
  async add(row: NewRow): Promise<OutboxRow> {
    const kept = await this.needs.store.add(row);
    this.adopt(kept);
    return kept;
  }

  // One that is on the disk already, put there by another tab, say.
  adopt(row: OutboxRow): void {
    if (this.rows.some((each) => each.n === row.n)) return;
    this.rows.push(row);
    this.rows.sort((a, b) => a.n - b.n);
    this.tell([row.n], []);
    this.releaseInTime(row);
  }

  // The link is live, or no longer.
  opened(): void {
    this.isOpen = true;
    this.isBackingOff = false;
    this.attempts = 0;
    this.pump();
  }
  closed(): void {
    this.isOpen = false;
  }

  reached(seq: number): void {
    this.cursor = seq;
    const confirmed = [...this.sentAt].filter(([, at]) => at <= seq).map(([n]) => n);
    if (confirmed.length > 0) void this.remove(confirmed);
  }

  // The log is another one: what it had confirmed may be lost with it. Sending again is harmless.
  epochChanged(): void {
    this.sentAt.clear();
    this.cursor = 0;
    this.tell(this.rows.map((row) => row.n), []);
    this.pump();
  }

  // One that was refused; one that is kept back, which goes at once; or, with another request, one that is held.
  async retry(n: number, request?: Uint8Array): Promise<void> {
    const row = this.rows.find((each) => each.n === n);
    if (row?.awaits) {
      const { awaits: _, ...whole } = row;
      return this.replace(request ? { ...whole, request } : whole).then(() => this.pump());
    }
    if (row?.releaseMs !== undefined) {
      const { releaseMs: _, ...now } = row;
      this.rows = this.rows.map((each) => (each === row ? now : each));
      this.pump();
    }
    const isHeld = row !== undefined && request !== undefined && this.stateOf(row, this.held()) === "held";
    if (!row || (!row.refused && !isHeld)) return;
    const { refused: _, ...rest } = row;
    // Another content needs another client id; one too old is as good as new.
    const isFresh = request !== undefined || row.refused?.code === "too_old";
    const again: OutboxRow = isFresh
      ? { ...rest, request: request ?? row.request, clientId: makeId(), createdMs: this.needs.now() }
      : rest;
    await this.replace(again);
    this.pump();
  }

  // What builds on it goes with it; see dependentsOf() to say so before. Of one that is done only its
  // answer goes, and what waited for somebody to read that is sent.
  async discard(n: number): Promise<void> {
    if (n === this.sending || this.sentAt.has(n)) return;
    const isDone = this.rows.some((row) => row.n === n && row.answer);
    const built = this.dependentsOf(n);
    await this.remove(isDone ? [n] : [n, ...built]);
    if (isDone && built.length > 0) this.tell(built, []);
    this.pump();
  }

  dependentsOf(n: number): number[] {
    const made = new Set(this.rows.find((row) => row.n === n)?.makes ?? []);
    const found: number[] = [];
    for (const row of this.rows) {
      if (row.n <= n || !row.about.some((id) => made.has(id))) continue;
      found.push(row.n);
      for (const id of row.makes) made.add(id);
    }
    return found;
  }

  private stateOf(row: OutboxRow, held: ReadonlySet<number>): CommandState {
    if (row.refused) return "refused";
    if (held.has(row.n)) return "held";
    if (this.sentAt.has(row.n)) return "sent";
    if (row.answer) return "answered";
    return row.n === this.sending ? "sending" : "pending";
  }

  private keptBackMs({ releaseMs = 0 }: OutboxRow): number {
    const leftMs = releaseMs - this.needs.now();
    return leftMs <= holdMsMax ? Math.max(0, leftMs) : 0;
  }
  private releaseInTime(row: OutboxRow): void {
    const leftMs = this.keptBackMs(row);
    if (leftMs === 0) return this.pump();
    this.needs.later(() => this.releaseInTime(row), leftMs);
  }

  private held(): Set<number> {
    return new Set(this.rows.filter((row) => row.refused ?? row.answer ?? row.awaits).flatMap((row) => this.dependentsOf(row.n)));
  }

  private pump(): void {
    if (!this.isOpen || this.isBackingOff || this.sending !== undefined) return;
    const held = this.held();
    const next = this.rows.find((row) => this.stateOf(row, held) === "pending" && !row.awaits && this.keptBackMs(row) === 0);
    if (!next) return;
    if (this.needs.now() - next.createdMs > resendMsMax) {
      void this.refuse(next, { code: "too_old", message: "" }).then(() => this.pump());
      return;
    }
    this.sending = next.n;
    this.tell([next.n], []);
    void this.needs.send(next).then((outcome) => this.settle(next, outcome));
  }

  private async settle(row: OutboxRow, outcome: CallOutcome): Promise<void> {
    this.sending = undefined;
    if (outcome.is === "done") {
      this.attempts = 0;
      // An answer is news by itself: it may say that nothing was changed.
      if (row.wantsAnswer) await this.replace({ ...row, answer: outcome.response ?? new Uint8Array() });
      else this.sentAt.set(row.n, outcome.seq);
      this.tell([row.n], []);
      this.reached(this.cursor);
    } else if (outcome.is === "lost") {
      this.tell([row.n], []);
    } else if (outcome.code === "unauthenticated") {
      this.isOpen = false;
      this.tell([row.n], []);
      this.needs.onSignedOut();
    } else if (++this.attempts < (attemptsMax[outcome.code] ?? 0)) {
      this.backOff(outcome.retryAfterMs);
      this.tell([row.n], []);
    } else {
      this.attempts = 0;
      await this.refuse(row, { code: outcome.code, message: outcome.message });
    }
    this.pump();
  }

  private backOff(retryAfterMs: number): void {
    this.isBackingOff = true;
    const spread = Math.min(30_000, 500 * 2 ** this.attempts) * (0.5 + this.needs.random() / 2);
    this.needs.later(
      () => {
        this.isBackingOff = false;
        this.pump();
      },
      Math.max(retryAfterMs, spread),
    );
  }

  private async refuse(row: OutboxRow, refused: Refusal): Promise<void> {
    await this.replace({ ...row, refused });
  }

  private async replace(row: OutboxRow): Promise<void> {
    this.rows = this.rows.map((each) => (each.n === row.n ? row : each));
    this.tell([row.n, ...this.dependentsOf(row.n)], []);
    // Not kept: it is asked again after a restart, which changes nothing.
    await this.needs.store.put(row).catch(() => undefined);
  }

  private async remove(numbers: readonly number[]): Promise<void> {
    const gone = new Set(numbers);
    this.rows = this.rows.filter((row) => !gone.has(row.n));
    for (const n of numbers) this.sentAt.delete(n);
    this.tell([], numbers);
    await this.needs.store.remove(numbers).catch(() => undefined);
  }

  private tell(numbers: readonly number[], removed: readonly number[]): void {
    const named = new Set(numbers);
    this.needs.onChange(this.views().filter((view) => named.has(view.n)), removed);
  }
}
