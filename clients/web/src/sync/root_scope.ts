// SPDX-License-Identifier: GPL-3.0-or-later
// The scope of an entity that a query brought, where the entity itself says: answers carry none.
// What hangs below a thread takes the thread's.
import type { Message } from "@bufbuild/protobuf";
import { ScopeKind } from "../gen/fika/v1/sync_pb";
import { kindOfType } from "./entity_kinds";
import { type ScopeKey, scopeKey } from "./scope";

const ownScopes: Readonly<Record<string, ScopeKind>> = {
  "fika.v1.Organisation": ScopeKind.ORGANISATION,
  "fika.v1.Community": ScopeKind.COMMUNITY,
  "fika.v1.Conversation": ScopeKind.CONVERSATION,
};

export function rootScopeOf(entity: Message): ScopeKey | undefined {
  const known = kindOfType(entity.$typeName);
  const root = known?.rootOf(entity);
  if (!known || !root) return undefined;
  const own = ownScopes[entity.$typeName];
  if (own !== undefined) return scopeKey(own, root);
  if (known.rootField === "organisation") return scopeKey(ScopeKind.ORGANISATION, root);
  if (known.rootField === "person") return scopeKey(ScopeKind.PERSON, root);
  const { community } = entity as Message & { community?: string };
  return entity.$typeName === "fika.v1.Thread" && community ? scopeKey(ScopeKind.COMMUNITY, community) : undefined;
}
