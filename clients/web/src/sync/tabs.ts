// SPDX-License-Identifier: GPL-3.0-or-later
// One tab talks to the server for all tabs of a person. Whoever holds the lock leads: it has the
// engine, tells the others what changed and does what they ask. When it dies the lock passes on and
// the next one leads from the cache. What a person does in another tab is written to the disk by that
// tab itself, so nothing is lost between the two.
import { runAsked } from "./asked";
import { CallRefused } from "./calls";
import type { Engine } from "./engine";
import { makeId } from "./ids";
import type { NewRow } from "./outbox_store";
import type { Port, QueryAnswer, Update } from "./port";
import type { Stretch } from "./stretches";
import type { Asked, Word } from "./tab_words";
import type { TabsNeeds } from "./tabs_needs";

interface Waiting {
  readonly asked: Asked;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: CallRefused) => void;
}

const frozenMsMax = 4_000;

export class Tabs implements Port {
  private readonly tab = makeId();
  private engine: Engine | undefined;
  private readonly letGo: () => void;
  private serial = -1; // of the last update; -1: everything has yet to come
  private readonly asked = new Map<number, Waiting>();
  private readonly watched = new Map<string, number>();
  private readonly watchedBy = new Map<string, string[]>(); // the others' watches, while leading
  // Those that have asked for everything from this one, while leading.
  private readonly others = new Set<string>();
  private lastId = 0;
  private isClosed = false;

  constructor(private readonly needs: TabsNeeds) {
    needs.channel.onmessage = ({ data }) => void this.hear(data as Word);
    this.letGo = needs.whenLeading(
      () => void this.lead(),
      () => this.lost(),
    );
    this.say({ is: "join", tab: this.tab });
  }

  get isLeading(): boolean {
    return this.engine !== undefined;
  }

  async query(method: string, request: Uint8Array): Promise<QueryAnswer> {
    return (await this.ask({ do: "query", method, request })) as QueryAnswer;
  }
  async enqueue(row: NewRow): Promise<void> {
    const { outboxStore } = this.needs;
    if (this.engine || !outboxStore) return void (await this.ask({ do: "enqueue", row }));
    const kept = await outboxStore.add(row);
    void this.ask({ do: "adopt", row: kept }).catch(() => undefined);
  }
  async retry(n: number, request?: Uint8Array): Promise<void> {
    await this.ask({ do: "retry", n, request });
  }
  async discard(n: number): Promise<void> {
    await this.ask({ do: "discard", n });
  }
  watch(root: string): void {
    this.watched.set(root, (this.watched.get(root) ?? 0) + 1);
    this.tell({ do: "watch", root });
  }
  unwatch(root: string): void {
    const count = (this.watched.get(root) ?? 0) - 1;
    if (count > 0) this.watched.set(root, count);
    else this.watched.delete(root);
    this.tell({ do: "unwatch", root });
  }
  async loadRoot(root: string, stretch?: Stretch): Promise<void> {
    await this.ask({ do: "load_root", root, stretch });
  }
  async loadKeys(keys: readonly string[]): Promise<void> {
    await this.ask({ do: "load_keys", keys });
  }
  typing(root: string): void {
    this.tell({ do: "typing", root });
  }
  wake(): void {
    const timer = setTimeout(() => (this.isClosed || this.engine ? undefined : this.needs.takeOver()), frozenMsMax);
    void this.ask({ do: "wake" }).catch(() => undefined).finally(() => clearTimeout(timer));
  }
  start(): void {
    this.tell({ do: "start" });
  }
  close(): void {
    if (this.isClosed) return;
    this.isClosed = true;
    this.say({ is: "bye", tab: this.tab });
    this.engine?.close();
    this.letGo();
    this.needs.channel.onmessage = null;
    this.needs.channel.close();
    for (const { reject } of this.asked.values()) reject(new CallRefused("unavailable", "This tab is closing."));
    this.asked.clear();
  }

  private async lead(): Promise<void> {
    if (this.isClosed) return;
    this.serial = 0;
    const engine = await this.needs.makeEngine((update) => this.tellAll(update));
    if (this.isClosed) return engine.close();
    this.engine = engine;
    for (const [root, count] of this.watched) for (let i = 0; i < count; i++) engine.watch(root);
    const opened = engine.open();
    this.say({ is: "leading" });
    for (const [id, waiting] of [...this.asked]) {
      this.asked.delete(id);
      if (waiting.asked.do === "watch" || waiting.asked.do === "unwatch") waiting.resolve(undefined);
      else this.run(waiting.asked).then(waiting.resolve, (error: unknown) => waiting.reject(asRefused(error)));
    }
    await opened;
  }

  // It was frozen, and another tab leads by now.
  private lost(): void {
    this.others.clear();
    this.engine?.close();
    this.engine = undefined;
    this.serial = -1;
    this.say({ is: "join", tab: this.tab });
    for (const [root, count] of this.watched) for (let i = 0; i < count; i++) this.tell({ do: "watch", root });
  }

  private tellAll(update: Update): void {
    this.serial++;
    this.needs.onUpdate(update);
    // A tab that comes later asks for all of it.
    if (this.others.size > 0) this.say({ is: "update", serial: this.serial, update });
  }

  private async hear(word: Word): Promise<void> {
    switch (word.is) {
      case "join":
        if (!this.engine) break;
        this.others.add(word.tab);
        this.say({ is: "everything", to: word.tab, serial: this.serial, update: this.engine.everything() });
        break;
      case "leading":
        if (!this.engine) this.rejoin();
        break;
      case "everything":
        if (word.to !== this.tab || this.engine) break;
        this.serial = word.serial;
        this.needs.onUpdate(word.update);
        break;
      case "update":
        this.hearUpdate(word.serial, word.update);
        break;
      case "ask":
        if (this.engine) await this.answer(word.tab, word.id, word.asked);
        break;
      case "told":
        if (word.to === this.tab) this.settled(word.id)?.resolve(word.value);
        break;
      case "refused":
        if (word.to === this.tab) this.settled(word.id)?.reject(new CallRefused(word.code, word.message));
        break;
      case "bye":
        this.others.delete(word.tab);
        for (const root of this.watchedBy.get(word.tab) ?? []) this.engine?.unwatch(root);
        this.watchedBy.delete(word.tab);
        break;
    }
  }

  private hearUpdate(serial: number, update: Update): void {
    if (this.engine || this.serial < 0 || serial <= this.serial) return;
    if (serial !== this.serial + 1) {
      this.serial = -1;
      this.say({ is: "join", tab: this.tab });
      return;
    }
    this.serial = serial;
    this.needs.onUpdate(update);
  }

  // Another tab leads now: it knows nothing of what was asked of the one before.
  private rejoin(): void {
    this.serial = -1;
    this.say({ is: "join", tab: this.tab });
    const isWatch = ({ asked }: Waiting): boolean => asked.do === "watch" || asked.do === "unwatch";
    for (const [id, waiting] of [...this.asked]) {
      if (isWatch(waiting)) this.settled(id)?.resolve(undefined);
      else this.say({ is: "ask", tab: this.tab, id, asked: waiting.asked });
    }
    for (const [root, count] of this.watched) for (let i = 0; i < count; i++) this.tell({ do: "watch", root });
  }

  private tell(asked: Asked): void {
    this.ask(asked).catch(() => undefined);
  }
  private ask(asked: Asked): Promise<unknown> {
    if (this.engine) return this.run(asked);
    return new Promise((resolve, reject) => {
      const id = ++this.lastId;
      this.asked.set(id, { asked, resolve, reject });
      this.say({ is: "ask", tab: this.tab, id, asked });
    });
  }
  private settled(id: number): Waiting | undefined {
    const waiting = this.asked.get(id);
    this.asked.delete(id);
    return waiting;
  }

  private async answer(tab: string, id: number, asked: Asked): Promise<void> {
    if (asked.do === "watch") this.watchedBy.set(tab, [...(this.watchedBy.get(tab) ?? []), asked.root]);
    if (asked.do === "unwatch") {
      const own = this.watchedBy.get(tab) ?? [];
      this.watchedBy.set(tab, own.filter((_, i) => i !== own.indexOf(asked.root)));
    }
    try {
      this.say({ is: "told", to: tab, id, value: await this.run(asked) });
    } catch (error) {
      const { code, message } = asRefused(error);
      this.say({ is: "refused", to: tab, id, code, message });
    }
  }

  private async run(asked: Asked): Promise<unknown> {
    const { engine } = this;
    if (!engine) throw new CallRefused("unavailable", "No tab leads.");
    return runAsked(engine, asked);
  }

  private say(word: Word): void {
    if (!this.isClosed || word.is === "bye") this.needs.channel.postMessage(word);
  }
}

function asRefused(error: unknown): CallRefused {
  return error instanceof CallRefused ? error : new CallRefused("internal", error instanceof Error ? error.message : String(error));
}
