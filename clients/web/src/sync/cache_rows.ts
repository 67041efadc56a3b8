// SPDX-License-Identifier: GPL-3.0-or-later
// The cache's database: its stores, its rows, and how one of an earlier version becomes one of this.
//
//   heads  entities that every start needs     shown  those fetched when shown (both: key; root, scope)
//   roots  what is known of each root          facts  "position"
//
// Messages, and the reactions to them, stand in "shown" by their root and the message's ordinal, too, so that of a
// long thread only what is looked at is read.
import { toBinary } from "@bufbuild/protobuf";
import type { Message as Post } from "../gen/fika/v1/messages_pb";
import { entityKinds, hexOfKind, readEntity } from "./entity_kinds";
import type { EntityRecord, RootRecord } from "./replica_changes";
import type { ScopeKey } from "./scope";

export const schemaVersion = 2;
const messageKind = 30;
export const reactionKind = 31;

export interface Row {
  key: string;
  kind: number;
  root: string;
  scope: ScopeKey;
  asOf: number;
  body: Uint8Array;
  // Of messages, and of reactions to messages that are held.
  ordinal?: number;
}
export interface RootRow extends RootRecord {
  usedMs: number;
}

export function makeStores(database: IDBDatabase, transaction: IDBTransaction, oldVersion: number): void {
  if (oldVersion === 0) {
    for (const store of ["heads", "shown"]) {
      const entities = database.createObjectStore(store, { keyPath: "key" });
      entities.createIndex("root", "root");
      entities.createIndex("scope", "scope");
    }
    database.createObjectStore("roots", { keyPath: "root" }).createIndex("scope", "scope");
    database.createObjectStore("facts");
  }
  transaction.objectStore("shown").createIndex("place", ["root", "ordinal"]);
  if (oldVersion === 1) giveOrdinals(transaction.objectStore("shown"));
}

function giveOrdinals(shown: IDBObjectStore): void {
  const ordinals = new Map<string, number>();
  const each = (kind: number, ordinalOf: (row: Row) => number | undefined, then: () => void): void => {
    const request = shown.openCursor(allKeys(hexOfKind(kind)));
    request.onsuccess = () => {
      const cursor = request.result;
      if (!cursor) return then();
      const ordinal = ordinalOf(cursor.value as Row);
      if (ordinal !== undefined) cursor.update({ ...(cursor.value as Row), ordinal });
      cursor.continue();
    };
  };
  const ofPost = (row: Row): number | undefined => {
    const post = readEntity(row.kind, row.body) as Post | undefined;
    if (post) ordinals.set(row.key, Number(post.ordinal));
    return post && Number(post.ordinal);
  };
  each(messageKind, ofPost, () => each(reactionKind, ({ key }) => ordinals.get(postKeyOf(key)), () => undefined));
}

// Of the message that a reaction is to: a reaction's key has the message's.
export const postKeyOf = (reactionKey: string): string => hexOfKind(messageKind) + reactionKey.slice(4, 68);

export function rowOf({ key, kind, root, scope, asOf, entity }: EntityRecord): Row {
  const known = entityKinds.get(kind);
  if (!known) throw new Error("an entity of no kind");
  const row = { key, kind, root, scope, asOf, body: toBinary(known.schema, entity) };
  return kind === messageKind ? { ...row, ordinal: Number((entity as Post).ordinal) } : row;
}

export function recordOf({ key, kind, root, scope, asOf, body }: Row): EntityRecord[] {
  const entity = readEntity(kind, body);
  if (!entity) throw new Error("the cache holds what cannot be read");
  return [{ key, kind, root, scope, asOf, entity }];
}

// Keys are hex: nothing of them comes after a "g".
const allKeys = (prefix: string): IDBKeyRange => IDBKeyRange.bound(prefix, `${prefix}g`);
