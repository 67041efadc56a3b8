// SPDX-License-Identifier: GPL-3.0-or-later
// Where commands wait to be sent, in a database keyed by the person alone: it outlives a sign-in, the
// cache and every version of it. A row is on the disk before it is sent. Drafts and
// changes to messages are commands like others; what is still being written the store keeps (kept_texts.ts).
import { answered, completed, openDatabase } from "./database";

export interface OutboxRow {
  // The order in which the person did things.
  n: number;
  clientId: string;
  method: string;
  request: Uint8Array;
  // Ids of what the command makes, and of what it is about.
  makes: readonly string[];
  about: readonly string[];
  createdMs: number;
  // Kept back until then, so that the person can take it back.
  releaseMs?: number;
  // Files that must be on the server first; kept back until retry().
  awaits?: readonly string[];
  // Set while it waits for the person.
  refused?: Refusal;
  // What the server answers means something: it is kept here until it has been read.
  wantsAnswer?: boolean;
  answer?: Uint8Array;
}
export interface Refusal {
  // Connect's name of the code, or "too_old".
  readonly code: string;
  readonly message: string;
}
export type NewRow = Omit<OutboxRow, "n">;

export interface OutboxStore {
  all(): Promise<OutboxRow[]>;
  add(row: NewRow): Promise<OutboxRow>;
  put(row: OutboxRow): Promise<void>;
  remove(numbers: readonly number[]): Promise<void>;
}

export const ownName = (person: string): string => `fika-own/${person}`;

export function openOwnDatabase(person: string): Promise<IDBDatabase> {
  return openDatabase(ownName(person), 1, (database) => {
    database.createObjectStore("outbox", { keyPath: "n", autoIncrement: true });
  });
}

export class DatabaseOutbox implements OutboxStore {
  constructor(private readonly database: IDBDatabase) {}

  all(): Promise<OutboxRow[]> {
    return answered(this.database.transaction("outbox").objectStore("outbox").getAll());
  }
  async add(row: NewRow): Promise<OutboxRow> {
    const n = await this.change((store) => store.add(row));
    return { ...row, n: Number(n) };
  }
  async put(row: OutboxRow): Promise<void> {
    await this.change((store) => store.put(row));
  }
  async remove(numbers: readonly number[]): Promise<void> {
    await this.change((store) => {
      for (const n of numbers) store.delete(n);
      return undefined;
    });
  }

  private async change(make: (store: IDBObjectStore) => IDBRequest<IDBValidKey> | undefined): Promise<unknown> {
    const transaction = this.database.transaction("outbox", "readwrite", { durability: "strict" });
    const done = completed(transaction);
    const request = make(transaction.objectStore("outbox"));
    const key = request ? await answered(request) : undefined;
    await done;
    return key;
  }
}

// Where there is no IndexedDB: what waits lives as long as the tab.
export class MemoryOutbox implements OutboxStore {
  private readonly rows = new Map<number, OutboxRow>();
  private last = 0;

  async all(): Promise<OutboxRow[]> {
    return [...this.rows.values()];
  }
  async add(row: NewRow): Promise<OutboxRow> {
    const whole = { ...row, n: ++this.last };
    await this.put(whole);
    return whole;
  }
  async put(row: OutboxRow): Promise<void> {
    this.rows.set(row.n, { ...row });
  }
  async remove(numbers: readonly number[]): Promise<void> {
    for (const n of numbers) this.rows.delete(n);
  }
}
