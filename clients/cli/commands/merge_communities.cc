// SPDX-License-Identifier: GPL-3.0-or-later
#include "clients/cli/commands/merge_communities.h"

namespace fika::cli {
namespace {

std::string community_id(const v1::CommunityView& view) {
  return view.has_community() ? view.community().id() : view.listing().community();
}

}  // namespace

Outcome<void> community_merge(Session& session, const MergeOptions& options) {
  TRY(const auto community, session.community(options.community));
  TRY(const auto into, session.community(options.into));
  v1::MergeCommunitiesRequest request;
  request.set_community(community_id(community));
  request.set_into(community_id(into));
  request.set_may_widen(options.may_widen);
  TRY(const auto done, session.calls().tell<v1::MergeCommunitiesReply>(
                           "CommunityService/MergeCommunities", request));
  if (done.community().has_merge()) {
    const v1::CommunityMerge& merge = done.community().merge();
    session.terminal().line(
        fmt::format("{} of {} members and threads are in {}; the others follow by themselves.",
                    merge.done(), merge.total(), done.into().name()));
  } else {
    session.terminal().line(
        fmt::format("{} is part of {} now.", done.community().name(), done.into().name()));
  }
  session.terminal().json(to_json(done));
  return {};
}

}  // namespace fika::cli
