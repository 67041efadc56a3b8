// SPDX-License-Identifier: GPL-3.0-or-later
// What was held, in IndexedDB, so that the app opens without a network. One database a person; the
// epoch it belongs to is in its position, and a bootstrap replaces both in one transaction. The
// cursor moves in the same transaction as what it stands for, so the cache is always some true state.
// It may be lost at any time: a database that cannot be opened or read is thrown away, and one that
// is full is written no more during this visit. Nothing here is the only copy of anything.
// What is in it stands in cache_rows.ts.
import { makeStores, postKeyOf, reactionKind, recordOf, type RootRow, type Row, rowOf, schemaVersion } from "./cache_rows";
import { answered, completed, deleteDatabase, openDatabase } from "./database";
import { hexOfKind, isOnDemand } from "./entity_kinds";
import { nowhere, type Position } from "./link_types";
import type { Changes, EntityRecord, RootRecord } from "./replica_changes";
import type { Stretch } from "./stretches";

const memberKind = 12; // on demand, but one's own says what one may do

export interface Loaded {
  readonly position: Position;
  readonly records: EntityRecord[];
  readonly roots: RootRecord[];
}

export const cacheName = (person: string): string => `fika-cache/${person}`;
const storeOf = (kind: number): "heads" | "shown" => (isOnDemand(kind) && kind !== memberKind ? "shown" : "heads");

export class Cache {
  private tail: Promise<unknown> = Promise.resolve();
  private waiting = 0;
  private isGivenUp = false;
  private readonly used = new Set<string>();

  private constructor(
    private readonly database: IDBDatabase | undefined,
    private readonly onGivenUp: (error: unknown) => void,
    private readonly now: () => number,
  ) {
    this.isGivenUp = database === undefined;
  }

  static async open(person: string, onGivenUp: (error: unknown) => void, now: () => number = Date.now): Promise<Cache> {
    const name = cacheName(person);
    try {
      return new Cache(await openDatabase(name, schemaVersion, makeStores), onGivenUp, now);
    } catch {
      // Of a later version, or broken.
    }
    try {
      await deleteDatabase(name);
      return new Cache(await openDatabase(name, schemaVersion, makeStores), onGivenUp, now);
    } catch (error) {
      onGivenUp(error);
      return new Cache(undefined, onGivenUp, now);
    }
  }

  // Keeps nothing: where several tabs cannot agree on one that writes, or there is no database.
  static none(): Cache {
    return new Cache(undefined, () => undefined, Date.now);
  }

  // `shownMax`: of entities fetched when shown, that many are kept; the roots longest not looked at go.
  async load(shownMax = 30_000): Promise<Loaded> {
    if (!this.database) return { position: nowhere, records: [], roots: [] };
    try {
      const transaction = this.begin("readonly");
      const [position, heads, roots, count] = await Promise.all([
        answered<unknown>(transaction.objectStore("facts").get("position")),
        answered<Row[]>(transaction.objectStore("heads").getAll()),
        answered<RootRow[]>(transaction.objectStore("roots").getAll()),
        answered(transaction.objectStore("shown").count()),
      ]);
      if (!isPosition(position)) return { position: nowhere, records: [], roots: [] };
      const trimmed = count > shownMax ? await this.trim(roots, count, shownMax) : new Set<string>();
      return {
        position,
        records: heads.flatMap(recordOf),
        roots: roots.map((root) => (trimmed.has(root.root) ? { ...root, stretches: [] } : root)),
      };
    } catch (error) {
      await this.throwAway(error);
      return { position: nowhere, records: [], roots: [] };
    }
  }

  // What was fetched of a root on earlier visits, or all of a kind by allOfKind(). With a stretch: its messages
  // and the reactions to them.
  async loadRoot(root: string, stretch?: Stretch): Promise<EntityRecord[]> {
    if (!this.database) return [];
    if (this.waiting > 0) await this.tail;
    const keys = keysOfKind(root);
    try {
      const shown = this.begin("readonly").objectStore("shown");
      if (keys) return (await answered<Row[]>(shown.getAll(keys))).flatMap(recordOf);
      if (!stretch) return (await answered<Row[]>(shown.index("root").getAll(root))).flatMap(recordOf);
      const places = IDBKeyRange.bound([root, stretch.from], [root, stretch.to]);
      return (await answered<Row[]>(shown.index("place").getAll(places))).flatMap(recordOf);
    } catch {
      return [];
    } finally {
      if (!keys) this.use(root);
    }
  }

  // Single ones by their keys.
  async loadKeys(keys: readonly string[]): Promise<EntityRecord[]> {
    if (!this.database) return [];
    if (this.waiting > 0) await this.tail;
    try {
      const shown = this.begin("readonly").objectStore("shown");
      const rows = await Promise.all(keys.map((key) => answered<Row | undefined>(shown.get(key))));
      return rows.flatMap((row) => (row ? recordOf(row) : []));
    } catch {
      return [];
    }
  }

  // In the order of the calls. What is in no held scope is not kept.
  write(changes: Changes): Promise<void> {
    const run = async (): Promise<void> => {
      if (this.isGivenUp) return;
      try {
        await this.writeNow(changes);
      } catch (error) {
        // What is there stays true, as of its own cursor.
        this.isGivenUp = true;
        this.onGivenUp(error);
      }
    };
    return this.after(run);
  }

  close(): void {
    this.isGivenUp = true;
    this.database?.close();
  }

  private begin(mode: IDBTransactionMode): IDBTransaction {
    if (!this.database) throw new Error("There is no database.");
    return this.database.transaction(["heads", "shown", "roots", "facts"], mode);
  }

  // It has been looked at: what was not for the longest time goes first when there is too much. Once a visit is
  // enough, and behind all that is waited for.
  private use(root: string): void {
    if (this.used.has(root)) return;
    this.used.add(root);
    const note = async (): Promise<void> => {
      if (this.isGivenUp) return;
      const roots = this.begin("readwrite").objectStore("roots");
      const known: RootRow | undefined = await answered(roots.get(root));
      if (known) await answered(roots.put({ ...known, usedMs: this.now() }));
    };
    void this.after(note);
  }

  // One after the other; what is read sees all that was written before.
  private after(run: () => Promise<void>): Promise<void> {
    this.waiting += 1;
    const end = (): void => void (this.waiting -= 1);
    const done = this.tail.then(run).then(end, end);
    this.tail = done;
    return done;
  }

  private async writeNow(changes: Changes): Promise<void> {
    const transaction = this.begin("readwrite");
    const done = completed(transaction);
    const stores = [transaction.objectStore("heads"), transaction.objectStore("shown")];
    const roots = transaction.objectStore("roots");
    if (changes.isAllDropped) {
      for (const store of [...stores, roots]) store.clear();
    } else {
      for (const scope of changes.droppedScopes) {
        for (const store of [...stores, roots]) {
          for (const key of await answered(store.index("scope").getAllKeys(scope))) store.delete(key);
        }
      }
      for (const { root, scope } of changes.droppedRoots) {
        for (const store of stores) {
          const rows: Row[] = await answered(store.index("root").getAll(root));
          for (const row of rows) if (scope === undefined || row.scope === scope) store.delete(row.key);
        }
      }
    }
    for (const key of changes.removed) for (const store of stores) store.delete(key);
    for (const root of changes.removedRoots) roots.delete(root);
    const held = new Set(changes.position.held);
    const reactions: Row[] = [];
    for (const record of changes.puts) {
      if (!held.has(record.scope)) continue;
      const row = rowOf(record);
      transaction.objectStore(storeOf(record.kind)).put(row);
      if (record.kind === reactionKind) reactions.push(row);
    }
    // Behind the messages that came with them.
    const shown = transaction.objectStore("shown");
    for (const row of reactions) {
      const post: Row | undefined = await answered(shown.get(postKeyOf(row.key)));
      if (post?.ordinal !== undefined) shown.put({ ...row, ordinal: post.ordinal });
    }
    for (const root of changes.roots) if (held.has(root.scope)) roots.put({ ...root, usedMs: this.now() });
    transaction.objectStore("facts").put(changes.position, "position");
    await done;
  }

  private async trim(roots: readonly RootRow[], count: number, shownMax: number): Promise<Set<string>> {
    const trimmed = new Set<string>();
    const transaction = this.begin("readwrite");
    const done = completed(transaction);
    const shown = transaction.objectStore("shown");
    for (const root of [...roots].sort((a, b) => a.usedMs - b.usedMs)) {
      if (count <= shownMax * 0.8) break;
      const keys = await answered(shown.index("root").getAllKeys(root.root));
      for (const key of keys) shown.delete(key);
      count -= keys.length;
      transaction.objectStore("roots").put({ ...root, stretches: [] });
      trimmed.add(root.root);
    }
    await done;
    return trimmed;
  }

  private async throwAway(error: unknown): Promise<void> {
    if (!this.database) return;
    try {
      const transaction = this.begin("readwrite");
      const done = completed(transaction);
      for (const store of ["heads", "shown", "roots", "facts"]) transaction.objectStore(store).clear();
      await done;
    } catch {
      this.isGivenUp = true;
      this.onGivenUp(error);
    }
  }
}

// For what is looked at by the list rather than one by one, as the pages of a wiki are.
export const allOfKind = (kind: number): string => `kind/${hexOfKind(kind)}`;
function keysOfKind(name: string): IDBKeyRange | undefined {
  const [, hex] = /^kind\/([0-9a-f]{4})$/.exec(name) ?? [];
  return hex === undefined ? undefined : IDBKeyRange.bound(hex, `${hex}g`);
}

function isPosition(value: unknown): value is Position {
  const position = value as Partial<Position> | undefined;
  return typeof position?.epoch === "string" && Number.isSafeInteger(position.seq) && Array.isArray(position.held);
}
