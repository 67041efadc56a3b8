// SPDX-License-Identifier: GPL-3.0-or-later
// What follows from a community and its members: the count, the index of stewards, the listing.
// Kept row by row, so that a join costs the same in a community of ten and of ten thousand.
#include <set>

#include "server/domain/communities/communities.h"
#include "server/domain/communities/requests.h"
#include "server/domain/members.h"
#include "server/domain/organisation_setup.h"
#include "server/domain/scopes.h"
#include "storage/entities.h"

namespace fika::domain {
namespace {

std::string pair_key(const Id& community, const Id& person) {
  return storage::KeyWriter().id(community).id(person).take();
}

Result<std::uint64_t> number_in(const storage::Reader& reader, const storage::IndexTable& table,
                                std::string_view key) {
  TRY(const auto row, storage::find_index(reader, table, key));
  return row ? storage::KeyReader(*row).u64() : std::uint64_t{0};
}

void put_number(storage::Transaction& txn, const storage::IndexTable& table, std::string_view key,
                std::uint64_t number) {
  txn.put_index(table, key, storage::KeyWriter().u64(number).take());
}

Result<v1::Community> community_of(const storage::Reader& reader, const Id& id) {
  TRY(auto community, storage::find<v1::Community>(reader, id));
  if (!community)
    return fail(Code::kNotFound, "There is no such community, or you may not see it.");
  return *std::move(community);
}

void mark_steward(storage::Transaction& txn, const Id& community, const Id& person,
                  bool is_steward) {
  if (is_steward) {
    txn.put_index(kStewards, pair_key(community, person), {});
  } else {
    txn.erase_index(kStewards, pair_key(community, person));
  }
}

Result<v1::CommunityListing> listing_of(const storage::Reader& reader,
                                        const v1::Community& community, const Id& id,
                                        const Id& organisation) {
  v1::CommunityListing listing;
  listing.set_organisation(organisation.text());
  listing.set_community(community.id());
  listing.set_name(community.name());
  listing.set_purpose(community.purpose());
  listing.set_theme(community.theme());
  *listing.mutable_languages() = community.languages();
  listing.set_openness(community.openness());
  listing.set_archived(community.archived());
  listing.set_rhythm(community.rhythm());
  TRY(const std::uint64_t count, number_in(reader, kMemberCounts, id.bytes()));
  listing.set_member_count(static_cast<std::uint32_t>(count));
  TRY(const auto stewards, stewards_of(reader, id));
  for (const Id& steward : stewards) listing.add_stewards(steward.text());
  return listing;
}

}  // namespace

Status refresh_listing(storage::Transaction& txn, const v1::Community& community) {
  TRY(const Id id, Id::parse(community.id()));
  TRY(const auto organisation, organisation_id(txn));
  if (!organisation) return fail(Code::kState, "This data folder has no organisation yet.");
  if (community.openness() == v1::OPENNESS_PRIVATE || !community.merged_into().empty()) {
    return txn.erase<v1::CommunityListing>(*organisation, {id});
  }
  TRY(const auto listing, listing_of(txn, community, id, *organisation));
  TRY(const auto present, storage::find<v1::CommunityListing>(txn, *organisation, {id}));
  if (present && present->SerializeAsString() == listing.SerializeAsString()) return {};
  return txn.put(listing);
}

Status count_community_out(storage::Transaction& txn) {
  TRY(const std::uint64_t count, number_in(txn, kCommunityCount, "all"));
  if (count > 0) put_number(txn, kCommunityCount, "all", count - 1);
  return {};
}

void forget_steward(storage::Transaction& txn, const Id& community, const Id& person) {
  mark_steward(txn, community, person, false);
}

Result<v1::Member> admit_member(storage::Transaction& txn, const Id& named,
                                const v1::Person& person, bool is_steward) {
  TRY(const Id community, heir_of(txn, named));
  TRY(const auto entity, community_of(txn, community));
  TRY(const Id person_id, Id::parse(person.id()));
  TRY(auto present, storage::find<v1::Member>(txn, community, {person_id}));
  const bool is_in = present && !present->left();
  if (is_in && (present->steward() || !is_steward)) return *std::move(present);
  TRY(auto member, add_member(txn, community_scope(community), person, is_steward));
  if (!is_in) {
    TRY(const std::uint64_t count, number_in(txn, kMemberCounts, community.bytes()));
    put_number(txn, kMemberCounts, community.bytes(), count + 1);
    CHECKED(settle_join_request(txn, community, person_id));
  }
  mark_steward(txn, community, person_id, is_steward);
  CHECKED(refresh_listing(txn, entity));
  return member;
}

Status dismiss_member(storage::Transaction& txn, const Id& community, const Id& person) {
  TRY(const auto entity, community_of(txn, community));
  TRY(const auto present, storage::find<v1::Member>(txn, community, {person}));
  if (!present || present->left()) return {};
  CHECKED(remove_member(txn, community_scope(community), person));
  CHECKED(txn.erase<v1::CommunityLevel>(person, {community}));
  TRY(const std::uint64_t count, number_in(txn, kMemberCounts, community.bytes()));
  if (count > 0) put_number(txn, kMemberCounts, community.bytes(), count - 1);
  mark_steward(txn, community, person, false);
  return refresh_listing(txn, entity);
}

Result<v1::Member> change_steward(storage::Transaction& txn, const Id& community, const Id& person,
                                  bool is_steward) {
  TRY(const auto entity, community_of(txn, community));
  TRY(auto member, storage::find<v1::Member>(txn, community, {person}));
  if (!member || member->left()) {
    return fail(Code::kNotFound,
                "There is no such member in this community. Add the person first.");
  }
  if (member->steward() == is_steward) return *std::move(member);
  member->set_steward(is_steward);
  CHECKED(txn.put(*member));
  mark_steward(txn, community, person, is_steward);
  CHECKED(refresh_listing(txn, entity));
  return *std::move(member);
}

Status community_changed(storage::Transaction& txn, const Id& community) {
  TRY(const auto entity, community_of(txn, community));
  std::uint64_t count = 0;
  std::set<std::string> stewards;
  CHECKED(storage::for_each<v1::Member>(txn, community, {}, [&](v1::Member&& member) {
    if (member.left()) return true;
    ++count;
    if (member.steward()) stewards.insert(member.person());
    return true;
  }));
  TRY(const auto indexed, stewards_of(txn, community, SIZE_MAX));
  for (const Id& steward : indexed) {
    if (stewards.erase(steward.text()) == 0) mark_steward(txn, community, steward, false);
  }
  for (const std::string& steward : stewards) {
    TRY(const Id id, Id::parse(steward));
    mark_steward(txn, community, id, true);
  }
  put_number(txn, kMemberCounts, community.bytes(), count);
  return refresh_listing(txn, entity);
}

Status put_new_community(storage::Transaction& txn, const v1::Community& community) {
  TRY(const Id id, Id::parse(community.id(), "The community's id"));
  TRY(const std::uint64_t count, number_in(txn, kCommunityCount, "all"));
  if (count >= kCommunitiesMax) {
    return fail(Code::kLimit, "There are {} communities, as many as fit. Use one of them.", count);
  }
  TRY(const auto scope, storage::scope_of(txn, id));
  if (scope) return fail(Code::kExists, "The id {} is taken. Choose a fresh one.", id.text());
  CHECKED(txn.create(community));
  CHECKED(txn.set_scope(id, community_scope(id)));
  put_number(txn, kCommunityCount, "all", count + 1);
  return refresh_listing(txn, community);
}

Result<std::vector<Id>> stewards_of(const storage::Reader& reader, const Id& community,
                                    std::size_t count_max) {
  std::vector<Id> stewards;
  const storage::Range range{.prefix = std::string(community.bytes()), .bound = {}};
  CHECKED(
      storage::scan_index(reader, kStewards, range, [&](std::string_view key, std::string_view) {
        storage::KeyReader parts(key);
        parts.id();
        stewards.push_back(parts.id());
        return stewards.size() < count_max;
      }));
  return stewards;
}

Status check_writable(const storage::Reader& reader, const Id& community) {
  TRY(const auto entity, community_of(reader, community));
  if (!entity.merged_into().empty()) {
    TRY(const Id into, Id::parse(entity.merged_into()));
    return check_writable(reader, into);
  }
  CHECKED(check_stands(reader, community));
  if (!entity.archived()) return {};
  return fail(
      Code::kState,
      "The community {} is archived: it can be read, not written in. Ask a steward to open it "
      "again.",
      entity.name());
}

Status check_stands(const storage::Reader& reader, const Id& community) {
  TRY(const auto entity, community_of(reader, community));
  if (!entity.merged_into().empty()) {
    return fail(Code::kState, "The community {} was merged into another. Go on there.",
                entity.name());
  }
  if (!entity.has_merge()) return {};
  return fail(Code::kState,
              "The community {} is being merged into another, and nothing can be changed in it "
              "meanwhile. Wait a little, then go on there.",
              entity.name());
}

Result<std::optional<v1::Community>> present_community(const storage::Reader& reader,
                                                       const Id& id) {
  TRY(auto community, storage::find<v1::Community>(reader, id));
  if (!community || community->merged_into().empty()) return community;
  TRY(const Id into, Id::parse(community->merged_into()));
  return storage::find<v1::Community>(reader, into);
}

Result<Id> heir_of(const storage::Reader& reader, const Id& id) {
  TRY(const auto community, community_of(reader, id));
  if (!community.merged_into().empty()) return Id::parse(community.merged_into());
  if (community.has_merge()) return Id::parse(community.merge().into());
  return id;
}

}  // namespace fika::domain
