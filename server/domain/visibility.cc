// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/visibility.h"

#include <fika/v1/communities.pb.h>
#include <fika/v1/sync.pb.h>

#include "server/domain/page_trash.h"
#include "storage/entities.h"

namespace fika::domain {
namespace {

Result<Relation> relation_to_community(const storage::Reader& reader, const Actor& actor,
                                       const Id& community) {
  TRY(const auto member, storage::find<v1::Member>(reader, community, {actor.person}));
  if (member && !member->left()) return member->steward() ? Relation::kSteward : Relation::kMember;
  if (actor.is_guest()) return Relation::kStranger;
  TRY(const auto entity, storage::find<v1::Community>(reader, community));
  if (!entity) return Relation::kStranger;
  switch (entity->openness()) {
    case v1::OPENNESS_OPEN:
      return Relation::kSees;
    case v1::OPENNESS_ON_REQUEST:
      return Relation::kKnows;
    default:
      return Relation::kStranger;
  }
}

// Of a scope that is no alias.
Result<Relation> relation_to_present(const storage::Reader& reader, const Actor& actor,
                                     const storage::Scope& scope) {
  if (actor.is_anonymous()) return Relation::kStranger;
  switch (scope.kind) {
    case v1::SCOPE_KIND_ORGANISATION:
      return actor.is_guest() ? Relation::kStranger : Relation::kMember;
    case v1::SCOPE_KIND_PERSON:
      return scope.id == actor.person ? Relation::kMember : Relation::kStranger;
    case v1::SCOPE_KIND_CONVERSATION: {
      TRY(const auto member, storage::find<v1::Member>(reader, scope.id, {actor.person}));
      return member && !member->left() ? Relation::kMember : Relation::kStranger;
    }
    case v1::SCOPE_KIND_COMMUNITY:
      return relation_to_community(reader, actor, scope.id);
    default:
      return Relation::kStranger;
  }
}

}  // namespace

Result<Relation> relation_to_scope(const storage::Reader& reader, const Actor& actor,
                                   const storage::Scope& scope) {
  TRY(const storage::Scope present, storage::present_scope(reader, scope));
  return relation_to_present(reader, actor, present);
}

Result<Relation> relation_to(const storage::Reader& reader, const Actor& actor, const Id& root) {
  TRY(const auto scope, storage::scope_of(reader, root));
  if (!scope) return Relation::kStranger;
  return relation_to_root(reader, actor, root, *scope);
}

Result<Relation> relation_to_root(const storage::Reader& reader, const Actor& actor, const Id& root,
                                  const storage::Scope& scope) {
  TRY(const Relation relation, relation_to_scope(reader, actor, scope));
  // Members see what is in the trash, and for those who do not see the place it makes no
  // difference: so only readers from outside an open community cost the look-up.
  if (relation != Relation::kSees) return relation;
  TRY(const auto page, storage::find<v1::Page>(reader, root));
  if (!page) return relation;
  TRY(const bool is_gone, is_in_trash(reader, *page));
  return is_gone ? Relation::kStranger : relation;
}

Result<std::optional<Id>> root_of(const storage::Reader& reader, const Id& id) {
  TRY(const auto scope, storage::scope_of(reader, id));
  if (scope) return std::optional(id);
  TRY(const auto place, storage::place_of(reader, id));
  if (!place) return std::optional<Id>{};
  return std::optional(place->root);
}

}  // namespace fika::domain
