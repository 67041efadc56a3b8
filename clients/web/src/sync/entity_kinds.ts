// SPDX-License-Identifier: GPL-3.0-or-later
// Every entity by its kind: what it is made of, and what its key is. Made from the protos' own
// options, so a new entity needs no line here. Keys are those of the server in
// hex: kind (2 bytes), root (16), then the key's ids (16 each) and, where there is one, its text.
import { type DescMessage, fromBinary, type Message } from "@bufbuild/protobuf";
import { entities, type EntityFacts } from "../gen/entities";
import { hexOf, idHex } from "./ids";

export interface EntityKind {
  readonly kind: number;
  readonly schema: DescMessage;
  readonly onDemand: boolean;
  readonly rootField: string;
  readonly keyFields: readonly string[];
  readonly textField: string | undefined;
  rootOf(entity: Message): string;
  keyOf(entity: Message): string;
}

const utf8 = new TextEncoder();

function textIn(entity: Message, field: string): string {
  return (entity as unknown as Record<string, string>)[field] ?? "";
}

export const hexOfKind = (kind: number): string => kind.toString(16).padStart(4, "0");

function entityKind({ kind, root, keys, text, onDemand, schema }: EntityFacts): EntityKind {
  const prefix = hexOfKind(kind);
  return {
    kind,
    schema,
    onDemand,
    rootField: root,
    keyFields: keys,
    textField: text,
    rootOf: (entity) => textIn(entity, root),
    keyOf(entity) {
      let key = prefix + idHex(textIn(entity, root));
      for (const field of keys) key += idHex(textIn(entity, field));
      return text === undefined ? key : key + hexOf(utf8.encode(textIn(entity, text)));
    },
  };
}

const byKind = new Map<number, EntityKind>();
const byType = new Map<string, EntityKind>();
for (const facts of entities) {
  const made = entityKind(facts);
  byKind.set(made.kind, made);
  byType.set(facts.schema.typeName, made);
}

export const entityKinds: ReadonlyMap<number, EntityKind> = byKind;
export const kindOfType = (typeName: string): EntityKind | undefined => byType.get(typeName);

export function isOnDemand(kind: number): boolean {
  return byKind.get(kind)?.onDemand ?? false;
}

// The entity of a kind; nothing if the kind is of a later version or the bytes are none of it.
export function readEntity(kind: number, body: Uint8Array): Message | undefined {
  const known = byKind.get(kind);
  if (!known) return undefined;
  try {
    return fromBinary(known.schema, body);
  } catch {
    return undefined;
  }
}

export function keyOfTombstone(kind: number, root: Uint8Array, key: Uint8Array): string {
  return hexOfKind(kind) + hexOf(root) + hexOf(key);
}

export const kindOfKey = (key: string): number => Number.parseInt(key.slice(0, 4), 16);
export function rootOfKey(key: string): string {
  const hex = key.slice(4, 36);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
// The key of an entity whose key is ids alone.
export function keyOfIds(kind: number, root: string, ...ids: string[]): string {
  return hexOfKind(kind) + idHex(root) + ids.map(idHex).join("");
}
