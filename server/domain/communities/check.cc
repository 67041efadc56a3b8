// SPDX-License-Identifier: GPL-3.0-or-later
// What follows from communities and their members: counts, stewards, listings, memberships,
// subscriptions, requests. Members of conversations are looked at here too.
#include <algorithm>
#include <fika/v1/messages.pb.h>

#include "server/domain/checks.h"
#include "server/domain/communities/handlers.h"
#include "server/domain/communities/requests.h"
#include "server/domain/members.h"
#include "server/domain/organisation_setup.h"
#include "server/domain/scopes.h"

namespace fika::domain {
namespace {

constexpr std::size_t kIdBytes = 16;
constexpr std::size_t kScopeBytes = 17;
constexpr std::size_t kCountBytes = 8;

std::string joined(const Id& first, const Id& second) {
  return storage::KeyWriter().id(first).id(second).take();
}

class CommunitiesCheck {
 public:
  CommunitiesCheck(const storage::Reader& reader, storage::Findings& findings,
                   const Id& organisation)
      : reader_(reader), findings_(findings), organisation_(organisation) {}

  Status run() {
    CHECKED(each_entity<v1::Community>(reader_, [this](const v1::Community& community) {
      // A redirect is no community of its own any more.
      if (community.merged_into().empty()) ++communities_;
      return see_community(community);
    }));
    CHECKED(check_count(kCommunityCount, "all", communities_,
                        "The number of communities is another than is kept", organisation_));
    findings_.looked_at("communities", communities_);
    CHECKED(each_entity<v1::CommunityListing>(
        reader_, [this](const v1::CommunityListing& listing) { return see_listing(listing); }));
    CHECKED(each_entity<v1::Member>(
        reader_, [this](const v1::Member& member) { return see_member(member); }));
    CHECKED(each_entity<v1::JoinWish>(reader_,
                                      [this](const v1::JoinWish& wish) { return see_wish(wish); }));
    return check_rows();
  }

 private:
  using Text = std::string_view;

  Status check_rows() {
    CHECKED(each_row(reader_, findings_, kMemberCounts, row_form(kIdBytes, kCountBytes),
                     [this](Text key, Text) { return see_count(key); }));
    CHECKED(each_row(reader_, findings_, kStewards, row_form(2 * kIdBytes, 0),
                     [this](Text key, Text) { return see_steward(key); }));
    CHECKED(each_row(reader_, findings_, kMemberships, row_form(kIdBytes + kScopeBytes, 0),
                     [this](Text key, Text) { return see_membership(key); }));
    const RowForm subscription{.key_min = kIdBytes + kScopeBytes,
                               .key_max = kIdBytes + kScopeBytes};
    CHECKED(each_row(reader_, findings_, kSubscriptions, subscription,
                     [this](Text key, Text) { return see_subscription(key); }));
    CHECKED(each_row(reader_, findings_, kJoinRequests,
                     {.key_min = 2 * kIdBytes, .key_max = 2 * kIdBytes},
                     [this](Text key, Text value) { return see_request(key, value); }));
    return each_row(reader_, findings_, kJoinRequestItems, row_form(3 * kIdBytes, kIdBytes),
                    [this](Text key, Text value) { return see_request_item(key, value); });
  }

  Status check_count(const storage::IndexTable& table, Text key, std::uint64_t wanted, Text fault,
                     const Id& example) {
    TRY(const auto row, storage::find_index(reader_, table, key));
    const bool is_counted = row && row->size() == kCountBytes;
    if ((is_counted ? storage::KeyReader(*row).u64() : 0) != wanted) {
      findings_.add(fault, example.text());
    }
    return {};
  }
  Result<bool> has_account(const Id& person) const {
    TRY(const auto found, storage::find<v1::Person>(reader_, organisation_, {person}));
    return found && !found->former_colleague();
  }
  Result<bool> is_subscribed(const Id& person, const storage::Scope& scope) const {
    return has_index(reader_, kSubscriptions, storage::KeyWriter().id(person).scope(scope).take());
  }

  Status see_community(const v1::Community& community) {
    const Id id = id_or_nil(community.id());
    TRY(const auto listing, storage::find<v1::CommunityListing>(reader_, organisation_, {id}));
    const bool is_listed =
        community.openness() != v1::OPENNESS_PRIVATE && community.merged_into().empty();
    if (listing.has_value() != is_listed) {
      findings_.add("A community is listed though private, or not listed though not", id.text());
      return {};
    }
    // Of a redirect the members go one by one, and then their number.
    if (!community.merged_into().empty()) return {};
    std::uint64_t members = 0;
    CHECKED(storage::for_each<v1::Member>(reader_, id, {}, [&](v1::Member&& member) {
      if (!member.left()) ++members;
      return true;
    }));
    CHECKED(check_count(kMemberCounts, id.bytes(), members,
                        "A community has another number of members than is kept", id));
    if (!listing) return {};
    v1::CommunityListing wanted;
    wanted.set_organisation(organisation_.text());
    wanted.set_community(community.id());
    wanted.set_name(community.name());
    wanted.set_purpose(community.purpose());
    wanted.set_theme(community.theme());
    *wanted.mutable_languages() = community.languages();
    wanted.set_openness(community.openness());
    wanted.set_archived(community.archived());
    wanted.set_rhythm(community.rhythm());
    wanted.set_member_count(static_cast<std::uint32_t>(members));
    TRY(const auto stewards, stewards_of(reader_, id));
    for (const Id& steward : stewards) wanted.add_stewards(steward.text());
    if (wanted.SerializeAsString() != listing->SerializeAsString()) {
      findings_.add("A community's listing is not what follows from it", id.text());
    }
    return {};
  }

  Status see_listing(const v1::CommunityListing& listing) {
    const Id id = id_or_nil(listing.community());
    TRY(const auto community, storage::find<v1::Community>(reader_, id));
    if (!community) findings_.add("A community is listed that is not there", id.text());
    return {};
  }

  Status see_member(const v1::Member& member) {
    const Id root = id_or_nil(member.root());
    const Id person = id_or_nil(member.person());
    TRY(const auto scope, storage::filed_scope_of(reader_, root));
    if (!scope) return {};  // storage's finding
    TRY(const bool is_known,
        has_index(reader_, kMemberships, storage::KeyWriter().id(person).scope(*scope).take()));
    if (!is_known) findings_.add("A member is not listed among the person's", person.text());
    if (member.steward() && !member.left()) {
      TRY(const bool is_steward, has_index(reader_, kStewards, joined(root, person)));
      if (!is_steward) findings_.add("A steward is not listed as one", person.text());
    }
    TRY(const bool is_account, has_account(person));
    TRY(const bool is_receiving, is_subscribed(person, *scope));
    if (is_receiving != (is_account && !member.left())) {
      findings_.add("A member does not receive what changes, or receives it after leaving",
                    fmt::format("{} in {}", person.text(), root.text()));
    }
    return {};
  }

  Status see_count(Text key) {
    TRY(const auto community, storage::find<v1::Community>(reader_, Id::from_bytes(key)));
    if (!community) {
      findings_.add("Members are counted of a community that is not there",
                    Id::from_bytes(key).text());
    }
    return {};
  }

  Status see_steward(Text key) {
    storage::KeyReader parts(key);
    const Id community = parts.id();
    const Id person = parts.id();
    TRY(const auto member, storage::find<v1::Member>(reader_, community, {person}));
    if (!member || member->left() || !member->steward()) {
      findings_.add("Somebody is listed as a steward who is none", person.text());
    }
    return {};
  }

  Status see_membership(Text key) {
    storage::KeyReader parts(key);
    const Id person = parts.id();
    const storage::Scope scope = parts.scope();
    TRY(const auto member, storage::find<v1::Member>(reader_, scope.id, {person}));
    if (!member) findings_.add("A membership is listed that is not there", person.text());
    return {};
  }

  Status see_subscription(Text key) {
    storage::KeyReader parts(key);
    const Id person = parts.id();
    const storage::Scope scope = parts.scope();
    TRY(const bool is_account, has_account(person));
    bool may_receive = is_account;
    if (scope.kind == v1::SCOPE_KIND_COMMUNITY || scope.kind == v1::SCOPE_KIND_CONVERSATION) {
      TRY(const auto member, storage::find<v1::Member>(reader_, scope.id, {person}));
      may_receive = may_receive && member && !member->left();
    } else {
      may_receive = may_receive && (scope.id == person || scope.id == organisation_);
    }
    if (!may_receive) {
      findings_.add("Somebody receives a scope that they are not in",
                    fmt::format("{} in {}", person.text(), scope.id.text()));
    }
    return {};
  }

  Status see_request(Text key, Text value) {
    TRY(const auto row, row_as<store::v1::StoredJoinRequest>(value));
    storage::KeyReader parts(key);
    const Id community = parts.id();
    const Id person = parts.id();
    TRY(const auto found, storage::find<v1::Community>(reader_, community));
    TRY(const bool is_account, has_account(person));
    if (!found || !is_account || row.request().community() != community.text() ||
        row.request().person() != person.text()) {
      findings_.add("A request to join is nobody's, or is for nothing", person.text());
    }
    return {};
  }

  // A request that waits since before there were wishes has none.
  Status see_wish(const v1::JoinWish& wish) {
    const Id person = id_or_nil(wish.person());
    TRY(const std::int64_t asked_at_ms, asked_at(reader_, id_or_nil(wish.community()), person));
    if (asked_at_ms != wish.asked_at_ms()) {
      findings_.add("Somebody is told that a request of theirs waits that does not", person.text());
    }
    return {};
  }

  Status see_request_item(Text key, Text value) {
    storage::KeyReader parts(key);
    const Id community = parts.id();
    const Id asker = parts.id();
    const Id steward = parts.id();
    TRY(const bool waits, has_index(reader_, kJoinRequests, joined(community, asker)));
    TRY(const auto item, storage::find<v1::InboxItem>(reader_, steward, {Id::from_bytes(value)}));
    if (!waits || !item) {
      findings_.add("What a steward was told of a request is not there", steward.text());
    }
    return {};
  }

  const storage::Reader& reader_;
  storage::Findings& findings_;
  const Id organisation_;
  std::uint64_t communities_ = 0;
};

}  // namespace

Status check_communities(const storage::Reader& reader, storage::Findings& findings) {
  TRY(const auto organisation, organisation_id(reader));
  if (!organisation) return {};
  CHECKED(CommunitiesCheck(reader, findings, *organisation).run());
  return check_merges(reader, findings);
}

}  // namespace fika::domain
