// SPDX-License-Identifier: GPL-3.0-or-later
// Levels and markers are under people's own roots, so they are looked for with the members of the
// community. Who reads an open one without having joined begins the messages anew.
#include <algorithm>
#include <fika/v1/communities.pb.h>
#include <functional>

#include "server/domain/messages/messages.h"
#include "server/domain/reading/reading.h"
#include "server/domain/threads/threads.h"
#include "server/domain/threads/transfer.h"
#include "storage/entities.h"

namespace fika::domain {
namespace {

bool has_room(const storage::Transaction& txn) { return txn.size_bytes() < kStretchBytesMax; }

struct Belonging {
  Id person;
  std::int64_t joined_at_ms = 0;         // the old thread's community
  std::int64_t joined_target_at_ms = 0;  // the new one's
};

// `carry` says whether it wrote something.
Status for_each_member(storage::Transaction& txn, const CarriedStretch& stretch,
                       const std::function<Result<bool>(const Belonging& member)>& carry) {
  std::vector<Belonging> members;
  std::size_t looked_at = 0;
  CHECKED(storage::for_each<v1::Member>(txn, stretch.community, {}, [&](v1::Member&& member) {
    const auto person = Id::parse(member.person());
    if (person && !member.left()) {
      members.push_back({*person, member.joined_at_ms(), member.joined_at_ms()});
    }
    return ++looked_at < kCarriedMembersMax;
  }));
  std::size_t written = 0;
  for (Belonging& member : members) {
    if (written >= kCarriedRowsMax || !has_room(txn)) break;
    if (stretch.community != stretch.target_community) {
      TRY(const auto there,
          storage::find<v1::Member>(txn, stretch.target_community, {member.person}));
      if (!there || there->left()) continue;
      member.joined_target_at_ms = there->joined_at_ms();
    }
    TRY(const bool is_written, carry(member));
    written += is_written ? 1 : 0;
  }
  return {};
}

Result<bool> has_levels_free(const storage::Reader& reader, const Id& person) {
  std::size_t count = 0;
  CHECKED(storage::for_each<v1::ThreadLevel>(
      reader, person, {}, [&](v1::ThreadLevel&&) { return ++count < kThreadLevelsMax; }));
  return count < kThreadLevelsMax;
}

}  // namespace

Status carry_markers(storage::Transaction& txn, const CarriedStretch& stretch) {
  if (stretch.ordinals.empty()) return {};
  TRY(const v1::Head from, head_of(txn, stretch.from));
  TRY(const v1::Head to, head_of(txn, stretch.to));
  return for_each_member(txn, stretch, [&](const Belonging& member) -> Result<bool> {
    const auto read_in_target = [&](const v1::Head& head) {
      return read_up_to(txn, member.person, stretch.to, head, member.joined_target_at_ms);
    };
    TRY(const std::uint64_t old,
        read_up_to(txn, member.person, stretch.from, from, member.joined_at_ms));
    const auto unread = std::ranges::upper_bound(stretch.ordinals, old);
    const auto read = static_cast<std::uint64_t>(unread - stretch.ordinals.begin());
    if (read == 0) return false;
    TRY(const std::uint64_t before, read_in_target(stretch.before));
    if (before != stretch.before.last_ordinal()) return false;
    // Who joined after all of it needs no row there either.
    TRY(const std::uint64_t now, read_in_target(to));
    if (now >= before + read) return false;
    CHECKED(advance_own_marker(txn, member.person, stretch.to, stretch.before, before + read));
    return true;
  });
}

Status carry_levels(storage::Transaction& txn, const CarriedStretch& stretch, bool with_mutes) {
  return for_each_member(txn, stretch, [&](const Belonging& member) -> Result<bool> {
    const Id& person = member.person;
    TRY(auto level, storage::find<v1::ThreadLevel>(txn, person, {stretch.from}));
    if (!level || (level->follow() == v1::THREAD_FOLLOW_MUTE && !with_mutes)) return false;
    TRY(const auto present, storage::find<v1::ThreadLevel>(txn, person, {stretch.to}));
    if (present) return false;
    TRY(const bool is_free, has_levels_free(txn, person));
    if (!is_free) return false;
    level->set_thread(stretch.to.text());
    CHECKED(txn.put(*level));
    return true;
  });
}

}  // namespace fika::domain
