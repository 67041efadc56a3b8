// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/communities/documents.h"
#include "server/domain/communities/handlers.h"
#include "server/domain/communities/merging.h"

namespace fika::domain {
namespace {

constexpr std::string_view kRoot = "community";

// What stewards do; they are colleagues, so a steward who has become a guest stops being one in
// effect.
constexpr Policy kSteward{
    .caller = Caller::kMember, .relation = Relation::kSteward, .root_field = kRoot};
constexpr Policy kStewardOrAdmin{.caller = Caller::kMember,
                                 .relation = Relation::kSteward,
                                 .root_field = kRoot,
                                 .admin_may = true};

constexpr Policy as_guest(Relation relation, std::string_view root_field = kRoot) {
  return {.caller = Caller::kGuest, .relation = relation, .root_field = root_field};
}

}  // namespace

Capability communities() {
  return {
      .service = "fika.v1.CommunityService",
      .methods =
          {
              command<&create_community>("CreateCommunity", {.caller = Caller::kMember}),
              command<&update_community>("UpdateCommunity", kSteward),
              query<&get_community>("GetCommunity", as_guest(Relation::kKnows)),
              scan<&list_communities>("ListCommunities", {.caller = Caller::kGuest}),
              command<&join_community>(
                  "JoinCommunity",
                  {.caller = Caller::kMember, .relation = Relation::kKnows, .root_field = kRoot}),
              // Those who wait to be let in, too.
              command<&leave_community>("LeaveCommunity", as_guest(Relation::kKnows)),
              query<&list_join_requests>("ListJoinRequests", kSteward),
              command<&answer_join_request>("AnswerJoinRequest", kSteward),
              command<&add_member_by_steward>("AddMember", kSteward),
              command<&remove_member_by_steward>("RemoveMember", kSteward),
              command<&set_steward>("SetSteward", kStewardOrAdmin),
              scan<&list_members>("ListMembers", as_guest(Relation::kSees, "root")),
              command<&set_archived>("SetArchived", kStewardOrAdmin),
              // Of both: the handler looks at the one that stays.
              command<&merge_communities>("MergeCommunities", kSteward),
              command<&set_community_level>("SetCommunityLevel", as_guest(Relation::kMember)),
          },
      .snapshot = &snapshot_communities,
      .due = {{std::string(kGoOnMerging), &go_on_merging}},
      .check = &check_communities,
      .documents = community_documents(),
  };
}

}  // namespace fika::domain
