// SPDX-License-Identifier: GPL-3.0-or-later
// All entities as the views see them: what is confirmed, with what is not yet drawn on top. Each
// entity is a signal, and so is each group of entities that a view lists; only what is looked at
// costs anything.
import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { Message } from "@bufbuild/protobuf";
import { kindOfType } from "../sync/entity_kinds";
import type { Changes, RootRecord } from "../sync/replica_changes";
import { groupsOf } from "./groups";
import { Ordered } from "./ordered";

// What the commands that wait would make of an entity; null: gone.
export type Drawn = ReadonlyMap<string, Message | null>;

export class World {
  private readonly confirmed = new Map<string, { readonly entity: Message; readonly asOf: number; readonly root: string }>();
  private drawn: Drawn = new Map();
  private readonly entities = new Map<string, Signal<Message | undefined>>();
  private readonly members = new Map<string, Set<string>>();
  private readonly versions = new Map<string, Signal<number>>();
  private readonly lists = new Map<string, ReadonlySignal<unknown>>();
  private readonly orders = new Map<string, Ordered<Message>>();
  private readonly rootSignals = new Map<string, Signal<RootRecord | undefined>>();
  private readonly rootStates = new Map<string, RootRecord>();
  private readonly postKeys = new Map<string, string>();
  // Of the server's log, as far as it has been told.
  epoch = "";
  // How often everything was told anew: what had been read from the device since may have to be read again.
  readonly drops = signal(0);

  // Confirmed state alone; overlays are drawn from it.
  confirmedAt(key: string): Message | undefined {
    return this.confirmed.get(key)?.entity;
  }
  get(key: string): Message | undefined {
    const drawn = this.drawn.get(key);
    return drawn === undefined ? this.confirmed.get(key)?.entity : (drawn ?? undefined);
  }
  // A message by its id alone, as permalinks and commands name it.
  keyOfPost(id: string): string | undefined {
    return this.postKeys.get(id);
  }
  isPending(key: string): boolean {
    return this.drawn.has(key);
  }
  // Older than the last time that all changes were told: not to be shown as current.
  isStale(key: string): boolean {
    const record = this.confirmed.get(key);
    return record !== undefined && record.asOf < (this.rootStates.get(record.root)?.staleAt ?? 0);
  }

  entity<T extends Message>(key: string): ReadonlySignal<T | undefined> {
    let found = this.entities.get(key);
    if (!found) this.entities.set(key, (found = signal(this.get(key))));
    return found as unknown as ReadonlySignal<T | undefined>;
  }

  root(root: string): ReadonlySignal<RootRecord | undefined> {
    let found = this.rootSignals.get(root);
    if (!found) this.rootSignals.set(root, (found = signal(this.rootStates.get(root))));
    return found;
  }

  // What `make` makes of a group's entities; made anew when one of them has changed. `name` and
  // `use` together name the list.
  list<T extends Message, R>(name: string, use: string, make: (entities: T[]) => R): ReadonlySignal<R> {
    const id = `${name} ${use}`;
    let found = this.lists.get(id);
    if (!found) {
      found = computed(() => {
        void this.version(name).value;
        return make(this.inGroup<T>(name));
      });
      this.lists.set(id, found);
    }
    return found as ReadonlySignal<R>;
  }

  // A group in the one order in which it is read: for those of thousands, which change one by one.
  ordered<T extends Message>(name: string, compare: (a: T, b: T) => number): ReadonlySignal<readonly T[]> {
    let found = this.lists.get(name);
    if (!found) {
      const order = new Ordered<T>(compare);
      this.orders.set(name, order as unknown as Ordered<Message>);
      found = computed(() => {
        void this.version(name).value;
        return order.read(() => this.inGroup<T>(name));
      });
      this.lists.set(name, found);
    }
    return found as ReadonlySignal<readonly T[]>;
  }

  inGroup<T extends Message>(name: string): T[] {
    const found: T[] = [];
    for (const key of this.members.get(name) ?? []) {
      const entity = this.get(key);
      if (entity) found.push(entity as T);
    }
    return found;
  }

  apply(changes: Changes): void {
    const touched = new Map<string, Message | undefined>(); // as it was
    this.epoch = changes.position.epoch;
    const note = (key: string): void => void (touched.has(key) || touched.set(key, this.get(key)));
    if (changes.isAllDropped) {
      this.drops.value = this.drops.peek() + 1;
      for (const key of [...this.confirmed.keys()]) {
        note(key);
        this.confirmed.delete(key);
      }
      for (const root of [...this.rootStates.keys()]) this.setRoot(root, undefined);
    }
    for (const key of changes.removed) {
      note(key);
      this.confirmed.delete(key);
    }
    for (const { key, entity, asOf, root } of changes.puts) {
      note(key);
      this.confirmed.set(key, { entity, asOf, root });
    }
    for (const root of changes.removedRoots) this.setRoot(root, undefined);
    for (const root of changes.roots) this.setRoot(root.root, root);
    this.settle(touched);
  }

  draw(drawn: Drawn): void {
    const touched = new Map<string, Message | undefined>();
    for (const key of [...this.drawn.keys(), ...drawn.keys()]) touched.set(key, this.get(key));
    this.drawn = drawn;
    this.settle(touched);
  }

  private settle(touched: ReadonlyMap<string, Message | undefined>): void {
    const bumped = new Set<string>();
    for (const [key, before] of touched) {
      const after = this.get(key);
      const left = before ? groupsOf(before) : [];
      const joined = after ? groupsOf(after) : [];
      for (const name of left) if (!joined.includes(name)) this.members.get(name)?.delete(key);
      for (const name of joined) {
        let group = this.members.get(name);
        if (!group) this.members.set(name, (group = new Set()));
        group.add(key);
      }
      if (after?.$typeName === "fika.v1.Message") this.postKeys.set((after as Message & { id: string }).id, key);
      for (const name of new Set([...left, ...joined])) {
        bumped.add(name);
        this.orders.get(name)?.change(left.includes(name) ? before : undefined, joined.includes(name) ? after : undefined);
      }
      const shown = this.entities.get(key);
      if (shown) shown.value = after;
    }
    for (const name of bumped) this.version(name).value += 1;
  }

  private version(name: string): Signal<number> {
    let found = this.versions.get(name);
    if (!found) this.versions.set(name, (found = signal(0)));
    return found;
  }

  private setRoot(root: string, state: RootRecord | undefined): void {
    if (state) this.rootStates.set(root, state);
    else this.rootStates.delete(root);
    const shown = this.rootSignals.get(root);
    if (shown) shown.value = state;
  }
}

export function keyOf(entity: Message): string {
  const kind = kindOfType(entity.$typeName);
  if (!kind) throw new Error(`${entity.$typeName} is no entity`);
  return kind.keyOf(entity);
}
