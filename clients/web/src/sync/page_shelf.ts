// SPDX-License-Identifier: GPL-3.0-or-later
// Pages as they were last read, text and all, so that they read without a network: one database a person,
// bounded, the one longest not looked at goes first. It says nothing of who may see: whoever asks shows a
// page only while its entity is held (cache.ts), and tells keepOnly() of those that are.
//
//   views  the answer to GetPage (page)      facts  its size and when it was last looked at (page)
// What else was told of a page stands under its id and words of its own behind a space, and goes with it.
import { answered, completed, deleteDatabase, openDatabase } from "./database";

export interface ShelfBounds {
  readonly pagesMax: number;
  readonly bytesMax: number;
}
const bounds: ShelfBounds = { pagesMax: 500, bytesMax: 20_000_000 };

export interface ShelfEntry {
  readonly page: string;
  // Of the server's log: with another one the numbers of revisions mean nothing.
  readonly epoch: string;
  readonly readMs: number;
  readonly body: Uint8Array;
}
interface Fact {
  readonly page: string;
  readonly size: number;
  readonly usedMs: number;
}

export const shelfName = (person: string): string => `fika-pages/${person}`;

export class PageShelf {
  private readonly database: Promise<IDBDatabase | undefined>;

  // Whatever goes wrong with it costs a question to the server, and no more.
  constructor(person: string, private readonly limits: ShelfBounds = bounds, private readonly now: () => number = Date.now) {
    this.database = open(shelfName(person)).catch(() => undefined);
  }

  async get(page: string): Promise<ShelfEntry | undefined> {
    return this.tried(async (transaction) => {
      const found: ShelfEntry | undefined = await answered(transaction.objectStore("views").get(page));
      if (found) transaction.objectStore("facts").put({ page, size: found.body.length, usedMs: this.now() } satisfies Fact);
      return found;
    });
  }

  async put(entry: ShelfEntry): Promise<void> {
    const size = entry.body.length;
    if (size > this.limits.bytesMax / 4) return this.remove([entry.page]);
    await this.tried(async (transaction) => {
      const facts = transaction.objectStore("facts");
      const known: Fact[] = await answered(facts.getAll());
      const others = known.filter(({ page }) => page !== entry.page).sort((a, b) => a.usedMs - b.usedMs);
      let bytes = others.reduce((sum, each) => sum + each.size, size);
      for (let count = others.length + 1; count > this.limits.pagesMax || bytes > this.limits.bytesMax; count -= 1) {
        const oldest = others.shift();
        if (!oldest) break;
        bytes -= oldest.size;
        drop(transaction, oldest.page);
      }
      transaction.objectStore("views").put(entry);
      facts.put({ page: entry.page, size, usedMs: this.now() } satisfies Fact);
    });
  }

  async remove(pages: readonly string[]): Promise<void> {
    await this.tried(async (transaction) => pages.forEach((page) => drop(transaction, page)));
  }

  // What is not among those goes.
  async keepOnly(pages: ReadonlySet<string>): Promise<void> {
    await this.tried(async (transaction) => {
      const known = await answered(transaction.objectStore("facts").getAllKeys());
      for (const key of known) {
        const [page = ""] = String(key).split(" ", 1);
        if (!pages.has(page)) drop(transaction, page);
      }
    });
  }

  async close(): Promise<void> {
    (await this.database)?.close();
  }

  private async tried<T>(work: (transaction: IDBTransaction) => Promise<T>): Promise<T | undefined> {
    try {
      const transaction = (await this.database)?.transaction(["views", "facts"], "readwrite");
      if (!transaction) return undefined;
      const done = completed(transaction);
      const [result] = await Promise.all([work(transaction), done]);
      return result;
    } catch {
      return undefined;
    }
  }
}

function drop(transaction: IDBTransaction, page: string): void {
  for (const name of ["views", "facts"]) {
    transaction.objectStore(name).delete(page);
    transaction.objectStore(name).delete(IDBKeyRange.bound(`${page} `, `${page} \uffff`));
  }
}

async function open(name: string): Promise<IDBDatabase> {
  const make = (database: IDBDatabase): void => {
    for (const store of ["views", "facts"]) database.createObjectStore(store, { keyPath: "page" });
  };
  try {
    return await openDatabase(name, 1, make);
  } catch {
    // Of a later version, or broken: nothing in it is the only copy of anything.
    await deleteDatabase(name);
    return openDatabase(name, 1, make);
  }
}
