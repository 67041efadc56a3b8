// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/communities/handlers.h"
#include "server/domain/communities/merging.h"
#include "storage/entities.h"

namespace fika::domain {
namespace {

// The one that stays, which the caller looks after too.
Result<v1::Community> checked_target(const Command& command, const Id& id) {
  TRY(const Relation relation, relation_to(command.txn, command.actor, id));
  if (relation < Relation::kKnows) {
    return fail(Code::kNotFound,
                "There is no such community to merge into, or you may not see it.");
  }
  TRY(v1::Community into, find_community(command.txn, id.text()));
  if (relation < Relation::kSteward) {
    return fail(Code::kForbidden,
                "Only who is a steward of both can merge two communities. Ask a steward there.");
  }
  return into;
}

Status check_mergeable(const storage::Reader& reader, const v1::Community& community,
                       const v1::Community& into, bool may_widen) {
  TRY(const Id from_id, Id::parse(community.id()));
  TRY(const Id into_id, Id::parse(into.id()));
  CHECKED(check_stands(reader, from_id));
  CHECKED(check_stands(reader, into_id));
  if (into.archived()) {
    return fail(Code::kState,
                "The community {} is archived: nothing can be merged into it. Open it again first.",
                into.name());
  }
  CHECKED(check_no_target(reader, community));
  if (may_widen) return {};
  TRY(const bool widens, merge_widens(reader, community, into));
  if (!widens) return {};
  return fail(Code::kState,
              "More people could read something than before: who is in only one of {} and {}, or "
              "whoever the second is open to, would read both. Say that they may (may_widen), if "
              "that is right.",
              community.name(), into.name());
}

}  // namespace

Result<v1::MergeCommunitiesReply> merge_communities(Command& command,
                                                    const v1::MergeCommunitiesRequest& request) {
  storage::Transaction& txn = command.txn;
  TRY(const v1::Community community, find_community(txn, request.community()));
  TRY(const Id into_id, Id::parse(request.into(), "The community to merge into"));
  if (community.id() == into_id.text()) {
    return fail(Code::kInvalid, "A community cannot be merged into itself. Choose another.");
  }
  TRY(const v1::Community into, checked_target(command, into_id));
  const bool is_done = community.merged_into() == into.id();
  const bool is_begun = community.merge().into() == into.id();
  if (!is_done && !is_begun) {
    CHECKED(check_mergeable(txn, community, into, request.may_widen()));
    CHECKED(begin_merge(txn, community, into_id, command.actor.person));
  }
  v1::MergeCommunitiesReply reply;
  TRY(*reply.mutable_community(), find_community(txn, request.community()));
  TRY(*reply.mutable_into(), find_community(txn, request.into()));
  return reply;
}

}  // namespace fika::domain
