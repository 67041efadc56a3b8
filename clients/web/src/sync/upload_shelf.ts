// SPDX-License-Identifier: GPL-3.0-or-later
// Files on their way to the server, kept so that a reload loses nothing: what is known of each, and its bytes
// up to a bound. Keyed by the person alone, as the outbox is, which may hold a message that waits for them.
//
//   rows   what is known of each (id)      bytes  their content (id)
import { answered, completed, openDatabase } from "./database";

export interface UploadRow {
  readonly id: string;
  readonly name: string;
  readonly sizeBytes: number;
  // As the browser has it; the server finds out by itself.
  readonly mediaType: string;
  readonly createdMs: number;
  // Its bytes are here.
  readonly isKept: boolean;
  // It is on the server: the File that it became there.
  readonly file?: Uint8Array;
  readonly doneMs?: number;
  // The server does not take it.
  readonly refused?: { readonly code: string; readonly message: string };
}

export const keptBytesMax = 50_000_000;
export const uploadsName = (person: string): string => `fika-uploads/${person}`;

export class UploadShelf {
  private readonly database: Promise<IDBDatabase | undefined>;

  // Where there is no database, files last as long as the page.
  constructor(person: string, private readonly bytesMax = keptBytesMax) {
    const make = (database: IDBDatabase): void => {
      database.createObjectStore("rows", { keyPath: "id" });
      database.createObjectStore("bytes");
    };
    this.database = typeof indexedDB === "undefined" ? Promise.resolve(undefined) : openDatabase(uploadsName(person), 1, make).catch(() => undefined);
  }

  async all(): Promise<readonly UploadRow[]> {
    return (await this.tried((rows) => answered<UploadRow[]>(rows.getAll()))) ?? [];
  }
  row(id: string): Promise<UploadRow | undefined> {
    return this.tried((rows) => answered<UploadRow | undefined>(rows.get(id)));
  }
  bytes(id: string): Promise<Blob | undefined> {
    return this.tried((_, bytes) => answered<Blob | undefined>(bytes.get(id)));
  }

  // Answers the row as it is kept: with its bytes where there is room for them.
  async add(row: UploadRow, content: Blob): Promise<UploadRow> {
    const whole = { ...row, isKept: true };
    const isDone = await this.tried(async (rows, bytes) => {
      const others = (await answered<UploadRow[]>(rows.getAll())).filter(({ id, isKept }) => isKept && id !== row.id);
      if (others.reduce((sum, { sizeBytes }) => sum + sizeBytes, row.sizeBytes) > this.bytesMax) return false;
      rows.put(whole);
      bytes.put(content, row.id);
      return true;
    });
    if (isDone) return whole;
    const bare = { ...row, isKept: false };
    await this.put(bare);
    return bare;
  }
  async put(row: UploadRow): Promise<void> {
    await this.tried(async (rows, bytes) => {
      rows.put(row);
      if (!row.isKept) bytes.delete(row.id);
    });
  }
  async remove(id: string): Promise<void> {
    await this.tried(async (rows, bytes) => {
      rows.delete(id);
      bytes.delete(id);
    });
  }

  private async tried<T>(work: (rows: IDBObjectStore, bytes: IDBObjectStore) => Promise<T>): Promise<T | undefined> {
    try {
      const transaction = (await this.database)?.transaction(["rows", "bytes"], "readwrite");
      if (!transaction) return undefined;
      const done = completed(transaction);
      const [result] = await Promise.all([work(transaction.objectStore("rows"), transaction.objectStore("bytes")), done]);
      return result;
    } catch {
      return undefined;
    }
  }
}
