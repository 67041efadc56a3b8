// SPDX-License-Identifier: GPL-3.0-or-later
// The scope of an entity that a query brought, where the entity itself says: answers carry none.
// What hangs below a thread or page takes the thread's or page's.
import type { Message } from "@bufbuild/protobuf";
import { ScopeKind } from "../gen/fika/v1/sync_pb";
import { kindOfType } from "./entity_kinds";
import { kindOfScope, type ScopeKey, scopeKey } from "./scope";

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
  if (entity.$typeName === "fika.v1.Page" && !community) return theOrganisation;
  return (entity.$typeName === "fika.v1.Thread" || entity.$typeName === "fika.v1.Page") && community
    ? scopeKey(ScopeKind.COMMUNITY, community)
    : undefined;
}

// Of a page of the whole organisation, which does not name it: there is one, and guests do not hold it.
const theOrganisation = scopeKey(ScopeKind.ORGANISATION, "");

export function namedScope(scope: ScopeKey, held: ReadonlySet<ScopeKey>): ScopeKey {
  if (scope !== theOrganisation) return scope;
  for (const each of held) if (kindOfScope(each) === ScopeKind.ORGANISATION) return each;
  return scope;
}
