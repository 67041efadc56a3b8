// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <fika/v1/conversations.pb.h>
#include <utility>

#include "base/text.h"
#include "server/domain/communities/handlers.h"
#include "server/domain/communities/requests.h"
#include "server/domain/scopes.h"
#include "storage/entities.h"

namespace fika::domain {
namespace {

constexpr std::uint32_t kMembersPageMax = 500;
constexpr std::uint32_t kMembersPageDefault = 100;

Result<v1::CommunityView> view_of(const Query& query, const Id& community) {
  v1::CommunityView view;
  TRY(const Relation relation, relation_to(query.reader, query.actor, community));
  TRY(auto entity, storage::find<v1::Community>(query.reader, community));
  if (entity && relation >= Relation::kSees) {
    *view.mutable_community() = *std::move(entity);
  } else if (entity && relation >= Relation::kKnows && !entity->merged_into().empty()) {
    view.mutable_community()->set_id(entity->id());
    view.mutable_community()->set_merged_into(entity->merged_into());
  }
  if (relation >= Relation::kKnows) {
    TRY(auto listing,
        storage::find<v1::CommunityListing>(query.reader, query.organisation, {community}));
    if (listing) *view.mutable_listing() = *std::move(listing);
  }
  TRY(auto me, storage::find<v1::Member>(query.reader, community, {query.actor.person}));
  if (me) *view.mutable_me() = *std::move(me);
  TRY(const std::int64_t asked_at_ms, asked_at(query.reader, community, query.actor.person));
  view.set_asked_at_ms(asked_at_ms);
  return view;
}

const std::string& name_of(const v1::CommunityView& view) {
  return view.has_community() ? view.community().name() : view.listing().name();
}

bool is_archived(const v1::CommunityView& view) {
  return view.has_community() ? view.community().archived() : view.listing().archived();
}

// Joined ones, and for everybody but guests those that are listed.
Result<std::vector<Id>> known_to(const Query& query, bool joined_only) {
  std::vector<Id> known;
  TRY(const auto scopes, subscriptions_of(query.reader, query.actor.person));
  for (const auto& held : scopes) {
    if (held.scope.kind == v1::SCOPE_KIND_COMMUNITY) known.push_back(held.scope.id);
  }
  if (!joined_only && !query.actor.is_guest()) {
    TRY(const auto listings,
        storage::all_of<v1::CommunityListing>(query.reader, query.organisation));
    for (const auto& listing : listings) {
      TRY(const Id id, Id::parse(listing.community()));
      known.push_back(id);
    }
  }
  std::ranges::sort(known);
  known.erase(std::ranges::unique(known).begin(), known.end());
  return known;
}

}  // namespace

Result<v1::CommunityView> get_community(const Query& query,
                                        const v1::GetCommunityRequest& request) {
  CHECKED(find_community(query.reader, request.community()));
  TRY(const Id id, Id::parse(request.community()));
  return view_of(query, id);
}

Result<v1::ListCommunitiesReply> list_communities(const Query& query,
                                                  const v1::ListCommunitiesRequest& request) {
  TRY(const auto known, known_to(query, request.joined_only()));
  std::vector<std::pair<std::string, v1::CommunityView>> by_name;
  for (const Id& id : known) {
    TRY(auto view, view_of(query, id));
    if (is_archived(view) && !request.include_archived()) continue;
    std::string name = to_lower_ascii(name_of(view)) + '\0' + id.text();
    by_name.emplace_back(std::move(name), std::move(view));
  }
  std::ranges::sort(by_name, {}, &std::pair<std::string, v1::CommunityView>::first);
  v1::ListCommunitiesReply reply;
  for (auto& [name, view] : by_name) *reply.add_communities() = std::move(view);
  return reply;
}

Result<v1::ListJoinRequestsReply> list_join_requests(const Query& query,
                                                     const v1::ListJoinRequestsRequest& request) {
  TRY(const Id named, Id::parse(request.community()));
  TRY(const auto community, present_community(query.reader, named));
  if (!community) {
    return fail(Code::kNotFound, "There is no such community, or you may not see it.");
  }
  TRY(const Id id, Id::parse(community->id()));
  TRY(auto waiting, waiting_requests(query.reader, id));
  v1::ListJoinRequestsReply reply;
  for (auto& one : waiting) *reply.add_requests() = std::move(one);
  return reply;
}

Result<v1::ListMembersReply> list_members(const Query& query,
                                          const v1::ListMembersRequest& request) {
  TRY(const Id named, Id::parse(request.root(), "root"));
  TRY(const auto filed, storage::filed_scope_of(query.reader, named));
  TRY(const auto scope, storage::scope_of(query.reader, named));
  if (!scope || filed->id != named ||
      (scope->kind != v1::SCOPE_KIND_COMMUNITY && scope->kind != v1::SCOPE_KIND_CONVERSATION)) {
    return fail(Code::kNotFound,
                "There is no such community or conversation, or you may not see it.");
  }
  if (request.limit() > kMembersPageMax) {
    return fail(Code::kInvalid, "At most {} members come at a time; {} were asked for.",
                kMembersPageMax, request.limit());
  }
  // Of a community that was merged, those of the one that stays.
  const Id& root = scope->id;
  const std::size_t limit = request.limit() == 0 ? kMembersPageDefault : request.limit();
  storage::Range range{
      .prefix = storage::entity_key(storage::entity_type<v1::Member>().kind(), root), .bound = {}};
  if (!request.page().empty()) {
    TRY(const Id after, Id::parse(request.page(), "page"));
    // The least key above that of the member the last page ended with.
    range.bound = range.prefix + std::string(after.bytes()) + '\0';
  }
  v1::ListMembersReply reply;
  Status sound;
  CHECKED(query.reader.scan(storage::Table::kEntities, range,
                            [&](std::string_view, std::string_view row) {
                              auto member = storage::parse_row<v1::Member>(row);
                              if (!member) {
                                sound = std::unexpected(std::move(member).error());
                                return false;
                              }
                              if (member->left() && !request.include_left()) return true;
                              if (std::cmp_equal(reply.members_size(), limit)) {
                                reply.set_next_page(reply.members().rbegin()->person());
                                return false;
                              }
                              *reply.add_members() = *std::move(member);
                              return true;
                            }));
  CHECKED(sound);
  return reply;
}

Status snapshot_communities(const Query& query, const storage::Scope& scope,
                            SnapshotBuilder& snapshot) {
  switch (scope.kind) {
    case v1::SCOPE_KIND_ORGANISATION:
      return snapshot.add_all<v1::CommunityListing>(scope.id);
    case v1::SCOPE_KIND_PERSON:
      CHECKED(snapshot.add_all<v1::JoinWish>(scope.id));
      return snapshot.add_all<v1::CommunityLevel>(scope.id);
    case v1::SCOPE_KIND_COMMUNITY:
      CHECKED(snapshot.add<v1::Community>(scope.id));
      return snapshot.add<v1::Member>(scope.id, {query.actor.person});
    default:
      return {};
  }
}

}  // namespace fika::domain
