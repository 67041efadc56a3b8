// SPDX-License-Identifier: GPL-3.0-or-later
// Searching as somebody types: asks the server, keeps the answers in order, and says what is on the screen. What
// is there stays until something newer takes its place, so that nothing flickers.
import { type ReadonlySignal, signal } from "@preact/signals";
import { type SearchCondition, type SearchFacets, type SearchHit, type SearchReply, SearchService } from "../gen/fika/v1/search_pb";
import { CallRefused } from "../sync/calls";
import { Timers } from "../sync/timers";
import { noteGap } from "./search_care";
import type { Store } from "./store";

export { SearchKind } from "../gen/fika/v1/search_pb";
export type { SearchCondition, SearchCount, SearchFacets, SearchHit, SearchPiece } from "../gen/fika/v1/search_pb";

// All that decides the answer, as the page's address has it.
export interface Question {
  // As a person types it, conditions and all.
  readonly query: string;
  // Within this thread, conversation or page; "": everywhere.
  readonly root: string;
  // No other spelling is tried.
  readonly isExact: boolean;
}

export interface Found {
  readonly question: Question;
  readonly hits: readonly SearchHit[];
  readonly hasMore: boolean;
  // What was typed has no hits; these are of this. "": of what was typed.
  readonly corrected: string;
  // With their places in the query, in bytes.
  readonly conditions: readonly SearchCondition[];
  // What would be the title of a question or page about it.
  readonly words: string;
  // Undefined: not counted yet.
  readonly facets: SearchFacets | undefined;
}

// "asking": with what was found before, if anything, on the screen. "preparing": the server is there, but its
// index is not yet; it is asked again by itself.
export type SeekState = "idle" | "asking" | "here" | "unreachable" | "preparing" | "refused";

const pauseMs = 80;
const restMs = 400;
const gapMs = 2_000;
const preparingMs = 2_000;
const pageSize = 20;
// Others wait, and of those only the last is asked.
const inFlightMax = 2;
const keptMax = 30;
const keptMs = 300_000;
// What is kept for longer is shown, and asked for again behind it.
const freshMs = 15_000;
// What the server takes.
const queryMax = 1_000;

interface Asked {
  readonly question: Question;
  readonly isPartial: boolean;
}
interface Kept {
  readonly found: Found;
  readonly atMs: number;
}

const keyOf = ({ query, root, isExact }: Question): string => `${isExact} ${root} ${query}`;
export const isSame = (a: Question, b: Question): boolean => keyOf(a) === keyOf(b);
const isEmpty = ({ query }: Question): boolean => query.trim() === "";

// Going back to a search finds it as it was left.
const keptOf = (store: Store): Map<string, Kept> => store.memo("searches", () => signal(new Map<string, Kept>())).peek();

export class Seeking {
  private readonly foundNow = signal<Found | null>(null);
  private readonly stateNow = signal<SeekState>("idle");
  private readonly timers = new Timers();
  private pauses: (() => void)[] = [];
  private wanted: Question = { query: "", root: "", isExact: false };
  // When it became that.
  private wantedMs = 0;
  private isEntered = false;
  private lastAsked = 0;
  // Answers to this one and those before it come too late.
  private lastShown = 0;
  private inFlight = 0;
  private next: Asked | null = null;
  private countedKey = "";
  private isGrowing = false;
  // What the server said when it refused.
  refusal: unknown;

  constructor(private readonly store: Store) {}

  readonly found: ReadonlySignal<Found | null> = this.foundNow;
  readonly state: ReadonlySignal<SeekState> = this.stateNow;

  // Somebody is typing: asked at the next pause, the last word as the beginning of one.
  type(question: Question): void {
    if (!this.want(question)) return;
    this.later(() => this.ask({ question, isPartial: true }), pauseMs);
    this.watchRest();
  }

  // This is what they want to know.
  enter(question: Question): void {
    if (!this.want(question)) return;
    this.isEntered = true;
    this.ask({ question, isPartial: false });
  }

  // As the address says, by a link or by going back.
  show(question: Question): void {
    if (!this.want(question)) return;
    const kept = keptOf(this.store).get(keyOf(question));
    if (!kept || Date.now() - kept.atMs > keptMs) {
      this.ask({ question, isPartial: false });
      this.watchRest();
      return;
    }
    this.lastShown = this.lastAsked;
    this.foundNow.value = kept.found;
    this.stateNow.value = "here";
    // A list that has been made longer would lose its end.
    if (Date.now() - kept.atMs > freshMs && kept.found.hits.length <= pageSize) this.ask({ question, isPartial: false });
    this.watchRest();
  }

  async more(): Promise<void> {
    const before = this.foundNow.peek();
    if (!before?.hasMore || this.isGrowing) return;
    this.isGrowing = true;
    try {
      const reply = await this.query({ question: before.question, isPartial: false }, { offset: before.hits.length, limit: pageSize });
      if (this.foundNow.peek()?.hits !== before.hits) return;
      const known = new Set(before.hits.map(({ id, anchor }) => `${id} ${anchor}`));
      const hits = [...before.hits, ...reply.hits.filter(({ id, anchor }) => !known.has(`${id} ${anchor}`))];
      this.put({ ...before, facets: this.foundNow.peek()?.facets, hits, hasMore: reply.hasMore && reply.hits.length > 0 });
    } finally {
      this.isGrowing = false;
    }
  }

  close(): void {
    this.lastShown = Infinity;
    this.timers.endAll();
  }

  // Answers whether there is anything to ask.
  private want(question: Question): boolean {
    for (const callOff of this.pauses.splice(0)) callOff();
    this.next = null;
    this.wanted = question;
    this.wantedMs = Date.now();
    this.isEntered = false;
    if (!isEmpty(question)) return true;
    this.lastShown = this.lastAsked;
    this.foundNow.value = null;
    this.stateNow.value = "idle";
    return false;
  }

  private later(run: () => void, afterMs: number): void {
    this.pauses.push(this.timers.later(run, afterMs));
  }
  private watchRest(): void {
    for (const afterMs of [restMs, gapMs]) this.later(() => this.rest(), afterMs);
  }

  private ask(asked: Asked): void {
    if (this.stateNow.peek() !== "preparing") this.stateNow.value = "asking";
    if (this.inFlight >= inFlightMax) return void (this.next = asked);
    const number = (this.lastAsked += 1);
    this.inFlight += 1;
    this.query(asked, { limit: pageSize, withFacets: this.isEntered })
      .then(
        (reply) => this.take(number, asked, reply),
        (error: unknown) => this.fail(number, asked, error),
      )
      .finally(() => {
        this.inFlight -= 1;
        const { next } = this;
        this.next = null;
        if (next) this.ask(next);
      });
  }

  private query({ question, isPartial }: Asked, more: { limit: number; offset?: number; withFacets?: boolean }): Promise<SearchReply> {
    const { query, root, isExact } = question;
    const plain = { query: query.slice(0, queryMax), root, exact: isExact, partial: isPartial };
    return this.store.query(SearchService.method.search, { ...plain, afterSeq: BigInt(this.store.ownSeq), ...more });
  }

  private take(number: number, { question }: Asked, reply: SearchReply): void {
    if (number <= this.lastShown) return;
    this.lastShown = number;
    const before = this.foundNow.peek();
    const isAgain = before !== null && isSame(before.question, question);
    const { hits, hasMore, corrected, conditions, words } = reply;
    this.put({ question, hits, hasMore, corrected, conditions, words, facets: reply.facets ?? (isAgain ? before.facets : undefined) });
    if (reply.facets) this.countedKey = keyOf(question);
    if (!isSame(question, this.wanted)) return;
    this.stateNow.value = "here";
    this.rest();
  }

  private fail(number: number, { question }: Asked, error: unknown): void {
    if (number <= this.lastShown || !isSame(question, this.wanted)) return;
    const code = error instanceof CallRefused ? error.code : "";
    const isPreparing = code === "unavailable" && this.store.status.peek().isLive;
    const isAway = ["unavailable", "lost", "deadline_exceeded"].includes(code);
    this.refusal = error;
    this.foundNow.value = null;
    this.stateNow.value = isPreparing ? "preparing" : isAway ? "unreachable" : "refused";
    if (isPreparing) this.later(() => this.ask({ question, isPartial: false }), preparingMs);
  }

  private put(found: Found): void {
    this.foundNow.value = found;
    const kept = keptOf(this.store);
    kept.delete(keyOf(found.question));
    kept.set(keyOf(found.question), { found, atMs: Date.now() });
    for (const oldest of kept.keys()) {
      if (kept.size <= keptMax) break;
      kept.delete(oldest);
    }
  }

  // What is done once nobody types any more: the hits are counted, and that there are none is told.
  private rest(): void {
    const found = this.foundNow.peek();
    if (!found || !isSame(found.question, this.wanted)) return;
    const restedMs = this.isEntered ? Infinity : Date.now() - this.wantedMs;
    if (restedMs >= restMs && found.hits.length > 0 && !found.facets) void this.count(found.question);
    if (restedMs >= gapMs && found.hits.length === 0 && !found.question.root) noteGap(this.store, found.question.query);
  }

  private async count(question: Question): Promise<void> {
    if (this.countedKey === keyOf(question)) return;
    this.countedKey = keyOf(question);
    try {
      const { facets } = await this.query({ question, isPartial: !this.isEntered }, { limit: 1, withFacets: true });
      const found = this.foundNow.peek();
      if (facets && found && isSame(found.question, question)) this.put({ ...found, facets });
    } catch {
      // There are none, then; the hits are what matters.
      this.countedKey = "";
    }
  }
}
