// SPDX-License-Identifier: GPL-3.0-or-later
// The answer to a query as something to hold: which entities it brought, and in which scope each is.
import type { Message } from "@bufbuild/protobuf";
import { kindOfType } from "./entity_kinds";
import type { EntityRecord } from "./replica_changes";
import { rootScopeOf } from "./root_scope";
import type { ScopeKey } from "./scope";
import type { Stretch } from "./stretches";

export interface Fetched {
  // The commit it was read at.
  readonly seq: number;
  readonly entities: readonly Message[];
  // All messages of these ordinals, and all reactions to them, are among the entities.
  readonly stretch?: Stretch & { readonly root: string };
}

// The scopes of those roots that are among the entities themselves, as a thread says its community.
export function scopesIn(entities: readonly Message[]): Map<string, ScopeKey> {
  const scopes = new Map<string, ScopeKey>();
  for (const entity of entities) {
    const root = kindOfType(entity.$typeName)?.rootOf(entity);
    const scope = rootScopeOf(entity);
    if (root && scope) scopes.set(root, scope);
  }
  return scopes;
}

export function recordsIn(
  entities: readonly Message[],
  asOf: number,
  scopeOf: (root: string) => ScopeKey | undefined,
): EntityRecord[] {
  return entities.flatMap((entity) => {
    const kind = kindOfType(entity.$typeName);
    const root = kind?.rootOf(entity) ?? "";
    const scope = scopeOf(root);
    return kind && scope ? [{ key: kind.keyOf(entity), kind: kind.kind, root, scope, asOf, entity }] : [];
  });
}
