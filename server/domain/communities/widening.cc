// SPDX-License-Identifier: GPL-3.0-or-later
// Who could read more once two communities are one: by what they are open to, and by who is in one
// and not in the other.
#include "server/domain/communities/merging.h"
#include "server/domain/scopes.h"
#include "storage/entities.h"

namespace fika::domain {
namespace {

// A larger number for more readers.
int openness_rank(v1::Openness openness) {
  switch (openness) {
    case v1::OPENNESS_OPEN:
      return 2;
    case v1::OPENNESS_ON_REQUEST:
      return 1;
    default:
      return 0;
  }
}

// Whether one of the members of `community` may not read `other` now. Who has no account reads
// nothing at all.
Result<bool> has_newcomer(const storage::Reader& reader, const Id& community,
                          const v1::Community& other) {
  TRY(const Id other_id, Id::parse(other.id()));
  const bool is_open = other.openness() == v1::OPENNESS_OPEN;
  bool is_found = false;
  Status status;
  const auto look = [&](const v1::Member& member) -> Status {
    TRY(const Id person, Id::parse(member.person()));
    TRY(const auto there, storage::find<v1::Member>(reader, other_id, {person}));
    if (there && !there->left()) return {};
    TRY(is_found, is_subscribed(reader, person, community_scope(community)));
    return {};
  };
  CHECKED(storage::for_each<v1::Member>(reader, community, {}, [&](v1::Member&& member) {
    if (!member.left() && (member.guest() || !is_open)) status = look(member);
    return status.has_value() && !is_found;
  }));
  CHECKED(status);
  return is_found;
}

}  // namespace

Result<bool> merge_widens(const storage::Reader& reader, const v1::Community& community,
                          const v1::Community& into) {
  if (openness_rank(into.openness()) > openness_rank(community.openness())) return true;
  TRY(const Id from_id, Id::parse(community.id()));
  TRY(const Id into_id, Id::parse(into.id()));
  TRY(const bool comes_here, has_newcomer(reader, into_id, community));
  if (comes_here) return true;
  return has_newcomer(reader, from_id, into);
}

}  // namespace fika::domain
