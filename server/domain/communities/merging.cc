// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/communities/merging.h"

#include <algorithm>
#include <array>
#include <fika/store/v1/domain.pb.h>
#include <utility>

#include "server/domain/communities/requests.h"
#include "server/domain/members.h"
#include "server/domain/organisation_setup.h"
#include "server/domain/pages/rehoming.h"
#include "server/domain/scopes.h"
#include "server/domain/threads/rehoming.h"
#include "storage/entities.h"

namespace fika::domain {
namespace {

using store::v1::StoredMerge;

std::string target_key(const Id& into, const Id& community) {
  return storage::KeyWriter().id(into).id(community).take();
}

// One stretch: steps are taken in order, each until it has nothing left or the stretch has no room.
class MergeStretch {
 public:
  MergeStretch(storage::Transaction& txn, const Id& organisation, v1::Community& community,
               StoredMerge& merge)
      : txn_(txn),
        organisation_(organisation),
        community_(community),
        merge_(merge),
        id_(*Id::parse(community.id())),
        into_(Id::from_bytes(merge.into())),
        by_(Id::from_bytes(merge.by())),
        staged_before_(txn.size_bytes()) {}

  // True when all has been done.
  Result<bool> run() {
    // Of each, whether it has nothing left.
    using Step = Result<bool> (MergeStretch::*)();
    static constexpr std::array<Step, 5> kSteps = {
        &MergeStretch::answer_requests, &MergeStretch::bring_members, &MergeStretch::hand_over,
        &MergeStretch::rehome_roots, &MergeStretch::clear_away};
    while (merge_.step() < kSteps.size() && has_room()) {
      TRY(const bool is_done, (this->*kSteps[merge_.step()])());
      if (!is_done) continue;
      merge_.set_step(merge_.step() + 1);
      merge_.clear_after();
    }
    return merge_.step() == kSteps.size();
  }

 private:
  bool has_room() const {
    return taken_ < kMergedAtOnceMax && txn_.size_bytes() - staged_before_ < kMergeBytesMax;
  }
  std::size_t room() const { return kMergedAtOnceMax - taken_; }
  Id after() const { return merge_.after().empty() ? Id() : Id::from_bytes(merge_.after()); }
  void pass(const Id& id) {
    merge_.set_after(std::string(id.bytes()));
    merge_.set_done(std::min(merge_.done() + 1, merge_.total()));
    ++taken_;
  }

  Result<bool> answer_requests() {
    TRY(const auto waiting, waiting_requests(txn_, id_));
    for (const v1::JoinRequest& request : waiting) {
      if (!has_room()) return false;
      ++taken_;
      CHECKED(answer(request));
    }
    return true;
  }
  // Let in where all may come in, waiting where one asks; where one is asked in by others, the
  // answer is no.
  Status answer(const v1::JoinRequest& request) {
    TRY(const Id asker, Id::parse(request.person()));
    CHECKED(settle_join_request(txn_, id_, asker));
    TRY(const auto person, storage::find<v1::Person>(txn_, organisation_, {asker}));
    if (!person || person->deactivated() || person->role() == v1::ROLE_GUEST) return {};
    TRY(const auto into, storage::find<v1::Community>(txn_, into_));
    const v1::Openness openness = into ? into->openness() : v1::OPENNESS_PRIVATE;
    TRY(const auto there, storage::find<v1::Member>(txn_, into_, {asker}));
    const bool is_in = there && !there->left();
    if (openness == v1::OPENNESS_OPEN && !is_in) CHECKED(admit_member(txn_, into_, *person));
    if (is_in || openness == v1::OPENNESS_OPEN) return tell_answer(txn_, into_, asker, by_);
    if (openness == v1::OPENNESS_ON_REQUEST) {
      TRY(const auto waiting, waiting_requests(txn_, into_));
      if (waiting.size() < kJoinRequestsMax) return ask_to_join(txn_, into_, asker, request.note());
    }
    return tell_answer(txn_, id_, asker, by_);
  }

  Result<bool> bring_members() {
    TRY(const auto members, members_after(after()));
    const bool is_last = members.size() < room();
    for (const v1::Member& member : members) {
      if (!has_room()) return false;
      CHECKED(bring(member));
      TRY(const Id person, Id::parse(member.person()));
      pass(person);
    }
    return is_last;
  }
  Result<std::vector<v1::Member>> members_after(const Id& person) {
    storage::Range range{
        .prefix = storage::entity_key(storage::entity_type<v1::Member>().kind(), id_), .bound = {}};
    if (!person.is_nil()) range.bound = range.prefix + std::string(person.bytes()) + '\0';
    std::vector<v1::Member> members;
    Status sound;
    CHECKED(
        txn_.scan(storage::Table::kEntities, range, [&](std::string_view, std::string_view row) {
          auto member = storage::parse_row<v1::Member>(row);
          if (member) {
            members.push_back(*std::move(member));
          } else {
            sound = std::unexpected(std::move(member).error());
          }
          return sound.has_value() && members.size() < room();
        }));
    CHECKED(sound);
    return members;
  }
  Status bring(const v1::Member& member) {
    TRY(const Id person_id, Id::parse(member.person()));
    TRY(const auto there, storage::find<v1::Member>(txn_, into_, {person_id}));
    if (member.left()) return there ? Status() : remember(member, person_id);
    if (there && !there->left()) return {};
    TRY(const auto person, storage::find<v1::Person>(txn_, organisation_, {person_id}));
    if (!person) return {};
    CHECKED(admit_member(txn_, into_, *person));
    TRY(auto level, storage::find<v1::CommunityLevel>(txn_, person_id, {id_}));
    if (!level) return {};
    level->set_community(into_.text());
    return txn_.put(*level);
  }
  // Named under old messages as they are now, by a name that may have been taken from them.
  Status remember(v1::Member member, const Id& person) {
    member.set_root(into_.text());
    member.set_steward(false);
    CHECKED(txn_.put(member));
    txn_.put_index(kMemberships,
                   storage::KeyWriter().id(person).scope(community_scope(into_)).take(), {});
    return {};
  }

  Result<bool> hand_over() {
    ++taken_;
    CHECKED(txn_.make_alias(community_scope(id_), community_scope(into_)));
    regrant(txn_, community_scope(id_));
    regrant(txn_, community_scope(into_));
    community_.set_merged_into(into_.text());
    CHECKED(count_community_out(txn_));
    CHECKED(refresh_listing(txn_, community_));
    CHECKED(lead_on());
    return true;
  }
  // What led to this community leads to where it leads.
  Status lead_on() {
    std::vector<Id> redirects;
    CHECKED(storage::for_each_alias(txn_, community_scope(into_), [&](const storage::Scope& alias) {
      if (alias.id != id_) redirects.push_back(alias.id);
      return true;
    }));
    for (const Id& redirect : redirects) {
      TRY(auto community, storage::find<v1::Community>(txn_, redirect));
      if (!community || community->merged_into() == into_.text()) continue;
      community->set_merged_into(into_.text());
      CHECKED(txn_.put(*community));
    }
    return {};
  }

  // What is neither thread nor page stays filed where it was, under the alias.
  Result<bool> rehome_roots() {
    const Id last = after();
    std::vector<Id> roots;
    CHECKED(storage::for_each_root(
        txn_, community_scope(id_),
        [&](const Id& root) {
          if (root != last && root != id_) roots.push_back(root);
          return roots.size() < room();
        },
        last));
    const bool is_last = roots.size() < room();
    for (const Id& root : roots) {
      if (!has_room()) return false;
      CHECKED(rehome_thread(txn_, root, into_));
      CHECKED(rehome_page(txn_, root, into_));
      pass(root);
    }
    return is_last;
  }

  // What its members had of it: they have been in the other for long.
  Result<bool> clear_away() {
    TRY(const auto members, members_after({}));
    const bool is_last = members.size() < room();
    for (const v1::Member& member : members) {
      if (!has_room()) return false;
      ++taken_;
      TRY(const Id person, Id::parse(member.person()));
      const storage::Scope scope = community_scope(id_);
      CHECKED(txn_.erase<v1::Member>(id_, {person}));
      CHECKED(txn_.erase<v1::CommunityLevel>(person, {id_}));
      txn_.erase_index(kMemberships, storage::KeyWriter().id(person).scope(scope).take());
      if (!member.left()) unsubscribe(txn_, person, scope);
      if (member.steward()) forget_steward(txn_, id_, person);
    }
    if (is_last) txn_.erase_index(kMemberCounts, id_.bytes());
    return is_last;
  }

  storage::Transaction& txn_;
  const Id organisation_;
  v1::Community& community_;
  StoredMerge& merge_;
  const Id id_, into_, by_;
  const std::size_t staged_before_;
  std::size_t taken_ = 0;
};

Status merge_some(storage::Transaction& txn, v1::Community community, StoredMerge merge) {
  TRY(const auto organisation, organisation_id(txn));
  if (!organisation) return fail(Code::kState, "This data folder has no organisation yet.");
  TRY(const Id id, Id::parse(community.id()));
  const Id into = Id::from_bytes(merge.into());
  TRY(const bool is_done, MergeStretch(txn, *organisation, community, merge).run());
  if (is_done) {
    txn.erase_index(kMerges, id.bytes());
    txn.erase_index(kMergeTargets, target_key(into, id));
    community.clear_merge();
  } else {
    txn.put_index(kMerges, id.bytes(), merge.SerializeAsString());
    txn.put_index(kMergeTargets, target_key(into, id), {});
    txn.schedule(txn.time_ms(), std::string(kGoOnMerging), std::string(id.bytes()));
    v1::CommunityMerge& told = *community.mutable_merge();
    told.set_into(into.text());
    told.set_done(merge.done());
    told.set_total(merge.total());
  }
  return txn.put(community);
}

Result<std::uint64_t> count_all(const storage::Reader& reader, const Id& community) {
  std::uint64_t count = 0;
  const storage::Range members{
      .prefix = storage::entity_key(storage::entity_type<v1::Member>().kind(), community),
      .bound = {}};
  CHECKED(reader.scan(storage::Table::kEntities, members, [&](auto, auto) { return ++count > 0; }));
  CHECKED(storage::for_each_root(reader, community_scope(community), [&](const Id& root) {
    count += root == community ? 0 : 1;
    return true;
  }));
  return count;
}

}  // namespace

Status check_no_target(const storage::Reader& reader, const v1::Community& community) {
  TRY(const Id id, Id::parse(community.id()));
  bool is_target = false;
  const storage::Range range{.prefix = std::string(id.bytes()), .bound = {}};
  CHECKED(storage::scan_index(reader, kMergeTargets, range, [&](auto, auto) {
    is_target = true;
    return false;
  }));
  if (!is_target) return {};
  return fail(Code::kState,
              "Another community is still being merged into {}. Wait until that is done.",
              community.name());
}

Status begin_merge(storage::Transaction& txn, const v1::Community& community, const Id& into,
                   const Id& by) {
  TRY(const Id id, Id::parse(community.id()));
  StoredMerge merge;
  merge.set_into(std::string(into.bytes()));
  merge.set_by(std::string(by.bytes()));
  TRY(const std::uint64_t total, count_all(txn, id));
  merge.set_total(total);
  return merge_some(txn, community, std::move(merge));
}

Status go_on_merging(storage::Transaction& txn, std::string_view payload) {
  const Id id = Id::from_bytes(payload);
  TRY(auto merge, storage::find_index_as<StoredMerge>(txn, kMerges, id.bytes()));
  TRY(auto community, storage::find<v1::Community>(txn, id));
  if (!merge || !community) return {};
  return merge_some(txn, *std::move(community), *std::move(merge));
}

}  // namespace fika::domain
