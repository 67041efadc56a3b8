// SPDX-License-Identifier: GPL-3.0-or-later
// Who may see, as a key for maps: "2/0190…" is the community of that id.
import { create } from "@bufbuild/protobuf";
import { type Scope, ScopeKind, ScopeSchema } from "../gen/fika/v1/sync_pb";
import { idBytes, idText } from "./ids";

export type ScopeKey = `${number}/${string}`;

export function scopeKey(kind: ScopeKind, id: string): ScopeKey {
  return `${kind}/${id}`;
}

export function keyOfScope(scope: Scope | undefined): ScopeKey {
  return scope && scope.id.length === 16 ? scopeKey(scope.kind, idText(scope.id)) : "0/";
}

export function scopeOfKey(key: ScopeKey): Scope {
  const [kind = "0", id = ""] = key.split("/");
  return create(ScopeSchema, { kind: Number(kind), id: idBytes(id) });
}

export const idOfScope = (key: ScopeKey): string => key.slice(key.indexOf("/") + 1);

export function kindOfScope(key: ScopeKey): ScopeKind {
  return Number(key.slice(0, key.indexOf("/")));
}
