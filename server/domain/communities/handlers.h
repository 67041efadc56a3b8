// SPDX-License-Identifier: GPL-3.0-or-later
// The methods of CommunityService; policy.cc lists them with who may.
#pragma once

#include "server/domain/communities/communities.h"

namespace fika::domain {

// The community, or kNotFound when `id` names something else that the caller may see.
Result<v1::Community> find_community(const storage::Reader& reader, std::string_view id);
// As find_community, for commands: kState when it was merged into another or is about to be.
Result<v1::Community> standing_community(const storage::Reader& reader, std::string_view id);

// commands.cc
Result<v1::Community> create_community(Command& command, const v1::CreateCommunityRequest& request);
Result<v1::Community> update_community(Command& command, const v1::UpdateCommunityRequest& request);
Result<v1::Community> set_archived(Command& command, const v1::SetArchivedRequest& request);
Result<v1::CommunityLevel> set_community_level(Command& command,
                                               const v1::SetCommunityLevelRequest& request);
// joining.cc
Result<v1::JoinCommunityReply> join_community(Command& command,
                                              const v1::JoinCommunityRequest& request);
Result<v1::LeaveCommunityReply> leave_community(Command& command,
                                                const v1::LeaveCommunityRequest& request);
Result<v1::AnswerJoinRequestReply> answer_join_request(Command& command,
                                                       const v1::AnswerJoinRequestRequest& request);
Result<v1::Member> add_member_by_steward(Command& command, const v1::AddMemberRequest& request);
Result<v1::RemoveMemberReply> remove_member_by_steward(Command& command,
                                                       const v1::RemoveMemberRequest& request);
Result<v1::Member> set_steward(Command& command, const v1::SetStewardRequest& request);
// merge.cc
Result<v1::MergeCommunitiesReply> merge_communities(Command& command,
                                                    const v1::MergeCommunitiesRequest& request);
// read.cc
Result<v1::CommunityView> get_community(const Query& query, const v1::GetCommunityRequest& request);
Result<v1::ListCommunitiesReply> list_communities(const Query& query,
                                                  const v1::ListCommunitiesRequest& request);
Result<v1::ListJoinRequestsReply> list_join_requests(const Query& query,
                                                     const v1::ListJoinRequestsRequest& request);
Result<v1::ListMembersReply> list_members(const Query& query,
                                          const v1::ListMembersRequest& request);
Status snapshot_communities(const Query& query, const storage::Scope& scope,
                            SnapshotBuilder& snapshot);

// check.cc: part of fika-server verify.
Status check_communities(const storage::Reader& reader, storage::Findings& findings);
// check_merges.cc
Status check_merges(const storage::Reader& reader, storage::Findings& findings);

}  // namespace fika::domain
