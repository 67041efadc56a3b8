// SPDX-License-Identifier: GPL-3.0-or-later
// Joins connection, link, replica, cache and outbox for one person: the tab that talks to the server
// has one. Everything it tells its listener goes out as whole updates.
import { ScopeKind, type ServerFrame } from "../gen/fika/v1/sync_pb";
import { Alive } from "./alive";
import { Calls } from "./calls";
import { Connection, type ConnectionState } from "./connection";
import { DeviceReads } from "./device_reads";
import type { EngineNeeds } from "./engine_needs";
import type { Fetched } from "./fetched";
import { encodeFrame, FrameReader, inflateRaw, typingFrame } from "./frames";
import { Link } from "./link";
import { type Batch, type Effect, nowhere } from "./link_types";
import { Outbox, outcomeOf } from "./outbox";
import type { NewRow, OutboxRow } from "./outbox_store";
import type { Port, QueryAnswer, Status, Update } from "./port";
import { Queries } from "./queries";
import { Replica } from "./replica";
import type { Changes } from "./replica_changes";
import { scopeKey } from "./scope";
import type { Stretch } from "./stretches";
import { Timers } from "./timers";
import { ephemeralUpdate, tellOwnSeq, Updates } from "./updates";
import { WatchCounts } from "./watches";

const commandMsMax = 60_000;

export class Engine implements Port {
  private link = new Link(nowhere);
  private readonly timers = new Timers();
  private readonly replica = new Replica();
  private readonly connection: Connection;
  private readonly calls = new Calls((frame) => this.connection.send(encodeFrame(frame)));
  private readonly outbox: Outbox;
  private readonly queries = new Queries({
    call: (method, request) => this.calls.call(method, request),
    isLive: () => this.link.isLive,
    isComing: () => this.connection.state === "open" || this.connection.state === "connecting",
    take: (fetched) => this.takeFetched(fetched),
    timers: this.timers,
  });
  private readonly alive = new Alive({
    call: (method) => this.calls.call(method, new Uint8Array()),
    isLive: () => this.link.isLive,
    onDead: () => this.connection.renew(),
    now: () => this.now(),
    timers: this.timers,
  });
  private reader: FrameReader | undefined;
  private readonly watchCounts = new WatchCounts();
  private readonly reads: DeviceReads;
  private status: Status;
  private ready: Promise<void> = Promise.resolve();
  private isLoaded = false;
  private readonly updates: Updates;
  constructor(private readonly needs: EngineNeeds) {
    this.updates = new Updates(needs.onUpdate);
    this.reads = new DeviceReads({ cache: needs.cache, replica: this.replica, updates: this.updates, isReady: () => this.isLoaded, ready: () => this.ready });
    this.status = { connection: "off", isLive: false, offlineSinceMs: this.now(), notKept: needs.notKept ?? [] };
    const random = needs.random ?? Math.random;
    const later = (run: () => void, afterMs: number) => this.timers.later(run, afterMs);
    this.connection = new Connection({
      open: needs.openSocket,
      isSignedOut: needs.isSignedOut,
      onState: (state) => this.onState(state),
      onMessage: (bytes) => this.reader?.take(bytes),
      random,
      later,
    });
    this.outbox = new Outbox({
      store: needs.outboxStore,
      send: (row) => outcomeOf(this.timers.within(commandMsMax, this.calls.call(row.method, row.request, row.clientId))).then((outcome) => tellOwnSeq(outcome, needs.onUpdate)),
      onChange: (changed, removed) => this.updates.addCommands(changed, removed),
      onSignedOut: () => this.connection.signedOut(),
      now: () => this.now(),
      random,
      later,
    });
  }

  // What is held from earlier visits is told, then the server is asked what has changed. Call it once.
  open = (): Promise<void> => (this.ready = this.load());

  private async load(): Promise<void> {
    const [{ position, records, roots }] = await Promise.all([this.needs.cache.load(), this.outbox.load()]);
    const watched = [...this.link.watching];
    this.link = new Link(position);
    for (const root of watched) this.link.watch(root);
    this.replica.load(position, records, roots);
    if (this.timers.isOver) return; // closed meanwhile
    this.needs.onUpdate(this.everything());
    this.isLoaded = true;
    this.start();
    this.alive.watch();
  }

  start(): void {
    this.connection.start();
  }
  close(): void {
    this.connection.stop();
    this.timers.endAll();
    this.needs.cache.close();
  }

  // All that is held now, for a tab that comes later.
  everything(): Update {
    const outbox = { changed: this.outbox.views(), removed: [] };
    return { isWhole: true, changes: [this.replica.everything()], outbox, status: this.status };
  }

  async query(method: string, request: Uint8Array): Promise<QueryAnswer> {
    if (!this.isLoaded) await this.ready;
    return this.queries.run(method, request);
  }

  enqueue = async (row: NewRow): Promise<void> => void (await this.outbox.add(row));
  // A row that another tab has put on the disk.
  adopt(row: OutboxRow): void {
    this.outbox.adopt(row);
  }
  retry(n: number, request?: Uint8Array): Promise<void> {
    return this.outbox.retry(n, request);
  }
  discard = (n: number): Promise<void> => this.ready.then(() => this.outbox.discard(n));

  watch(root: string): void {
    if (!this.watchCounts.add(root, this.link.watching.has(root))) return;
    this.replica.watch(root);
    this.follow(this.link.watch(root));
  }
  unwatch(root: string): void {
    if (!this.watchCounts.remove(root)) return;
    this.keep(this.replica.unwatch(root));
    this.follow(this.link.unwatch(root));
  }

  loadRoot = (root: string, stretch?: Stretch): Promise<void> => this.reads.load(root, stretch);
  loadKeys = (keys: readonly string[]): Promise<void> => this.reads.loadKeys(keys);

  typing(root: string): void {
    if (this.link.isLive) this.connection.send(encodeFrame(typingFrame(root)));
  }

  wake(): void {
    this.connection.wake();
    if (this.connection.state === "open") void this.alive.check();
  }

  private onState(connection: ConnectionState): void {
    if (connection === "open") {
      this.alive.heard();
      this.reader = new FrameReader(
        (frame) => this.onFrame(frame),
        () => this.connection.renew(),
        this.needs.inflate ?? inflateRaw,
      );
      this.follow(this.link.opened());
    } else {
      this.reader?.stop();
      this.reader = undefined;
      this.link.closed();
      this.outbox.closed();
      this.calls.closed();
    }
    this.updates.together(() => this.tellStatus({ connection }));
    if (connection === "signed_out" || connection === "off" || connection === "waiting") this.queries.release();
  }

  private onFrame(frame: ServerFrame): void {
    this.alive.heard();
    this.updates.together(() => this.follow(this.link.take(frame)));
  }

  private follow(effects: readonly Effect[]): void {
    for (const effect of effects) {
      if (effect.is === "send") this.connection.send(encodeFrame(effect.frame));
      else if (effect.is === "apply" && !this.apply(effect.batch)) return;
      else if (effect.is === "move") this.moved(this.replica.move(effect.position));
      else if (effect.is === "unwatched") this.keep(this.replica.unwatch(effect.root));
      else if (effect.is === "ask_again") this.timers.later(() => this.follow(this.link.askAgain()), effect.afterMs);
      else if (effect.is === "reply") this.calls.take(effect.reply);
      else if (effect.is === "ephemeral") this.needs.onUpdate(ephemeralUpdate(effect.ephemeral));
      else if (effect.is === "reconnect") this.connection.renew(effect.afterMsMax);
    }
    if (this.status.isLive !== this.link.isLive) this.updates.together(() => this.tellStatus({}));
  }

  private takeFetched(fetched: Fetched): boolean {
    const outcome = this.link.isLive ? this.replica.applyFetched(fetched) : "is_old";
    if (typeof outcome === "string") return outcome !== "is_old";
    this.keep(outcome);
    this.reads.compare(fetched);
    return true;
  }

  // Somebody else is signed in on this device by now: nothing of theirs comes in here, and nothing of
  // this person's goes out in their name.
  private onStranger(): void {
    this.connection.signedOut();
    this.link = new Link(this.replica.position);
  }

  private apply(batch: Batch): boolean {
    if (!batch.position.held.includes(scopeKey(ScopeKind.PERSON, this.needs.person))) {
      this.onStranger();
      return false;
    }
    const { epoch } = this.replica.position;
    const changes = this.replica.apply(batch);
    if (epoch !== "" && epoch !== batch.position.epoch) this.outbox.epochChanged();
    if (batch.tier === "bootstrap") this.reads.forget();
    this.moved(changes);
    return true;
  }

  private moved(changes: Changes): void {
    this.keep(changes);
    this.connection.proven();
    this.outbox.reached(this.replica.position.seq);
  }

  private keep(changes: Changes): void {
    this.updates.addChanges(changes);
    void this.needs.cache.write(changes);
  }

  private tellStatus(changed: Partial<Status>): void {
    const { isLive } = this.link;
    const since = isLive ? 0 : this.status.offlineSinceMs || this.now();
    const wasLive = this.status.isLive;
    this.status = { ...this.status, ...changed, isLive, offlineSinceMs: since };
    this.updates.addStatus(this.status);
    if (!isLive || wasLive) return;
    this.outbox.opened();
    this.queries.release();
  }

  notKept(what: "cache" | "outbox"): void {
    if (this.status.notKept.includes(what)) return;
    this.updates.together(() => this.tellStatus({ notKept: [...this.status.notKept, what] }));
  }

  private now(): number {
    return (this.needs.now ?? Date.now)();
  }
}
