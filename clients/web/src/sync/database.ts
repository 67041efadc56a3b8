// SPDX-License-Identifier: GPL-3.0-or-later
// IndexedDB by promises, and no more than that.

export function answered<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("The database refused."));
  });
}

export function completed(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onerror = () => reject(transaction.error ?? new Error("The database refused."));
    transaction.onabort = () => reject(transaction.error ?? new Error("The database gave up."));
  });
}

export function openDatabase(
  name: string,
  version: number,
  make: (database: IDBDatabase, transaction: IDBTransaction, oldVersion: number) => void,
): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, version);
    request.onupgradeneeded = ({ oldVersion }) => make(request.result, request.transaction!, oldVersion);
    request.onsuccess = () => {
      const database = request.result;
      // Another tab deletes or renews it: never stand in its way.
      database.onversionchange = () => database.close();
      resolve(database);
    };
    request.onerror = () => reject(request.error ?? new Error("The database cannot be opened."));
    request.onblocked = () => reject(new Error("The database is held by another tab."));
  });
}

export function deleteDatabase(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = () => resolve();
    request.onerror = () => reject(request.error ?? new Error("The database cannot be deleted."));
    request.onblocked = () => undefined; // other tabs close theirs
  });
}
