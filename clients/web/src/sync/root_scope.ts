// SPDX-License-Identifier: GPL-3.0-or-later
// The scope of an entity that a query brought, where the entity itself says: answers carry none.
// What hangs below a thread takes the thread's.
import type { Message } from "@bufbuild/protobuf";
import { ScopeKind } from "../gen/fika/v1/sync_pb";
import { type ScopeKey, scopeKey } from "./scope";

export function rootScopeOf(entity: Message): ScopeKey | undefined {
  const fields = entity as unknown as Record<string, string>;
  const of = (kind: ScopeKind, id: string | undefined): ScopeKey | undefined => (id ? scopeKey(kind, id) : undefined);
  switch (entity.$typeName) {
    case "fika.v1.Organisation":
      return of(ScopeKind.ORGANISATION, fields.id);
    case "fika.v1.Person":
    case "fika.v1.CommunityListing":
      return of(ScopeKind.ORGANISATION, fields.organisation);
    case "fika.v1.Community":
      return of(ScopeKind.COMMUNITY, fields.id);
    case "fika.v1.Thread":
      return of(ScopeKind.COMMUNITY, fields.community);
    case "fika.v1.Conversation":
      return of(ScopeKind.CONVERSATION, fields.id);
    case "fika.v1.PersonSettings":
    case "fika.v1.SignIn":
    case "fika.v1.ApiToken":
    case "fika.v1.CommunityLevel":
    case "fika.v1.ThreadLevel":
    case "fika.v1.InboxItem":
    case "fika.v1.ReadMarker":
    case "fika.v1.Draft":
      return of(ScopeKind.PERSON, fields.person);
    default:
      return undefined;
  }
}
