// SPDX-License-Identifier: GPL-3.0-or-later
// Levels and markers are under people's own roots, so they are looked for with the members of the
// community. Who reads an open one without having joined begins the messages anew.
#include <algorithm>
#include <fika/v1/communities.pb.h>
#include <functional>

#include "server/domain/reading/reading.h"
#include "server/domain/threads/threads.h"
#include "server/domain/threads/transfer.h"
#include "storage/entities.h"

namespace fika::domain {
namespace {

bool has_room(const storage::Transaction& txn) { return txn.size_bytes() < kStretchBytesMax; }

// `carry` says whether it wrote something.
Status for_each_member(storage::Transaction& txn, const CarriedStretch& stretch,
                       const std::function<Result<bool>(const Id& person)>& carry) {
  std::vector<Id> members;
  std::size_t looked_at = 0;
  CHECKED(storage::for_each<v1::Member>(txn, stretch.community, {}, [&](v1::Member&& member) {
    const auto person = Id::parse(member.person());
    if (person && !member.left()) members.push_back(*person);
    return ++looked_at < kCarriedMembersMax;
  }));
  std::size_t written = 0;
  for (const Id& person : members) {
    if (written >= kCarriedRowsMax || !has_room(txn)) break;
    if (stretch.community != stretch.target_community) {
      TRY(const auto there, storage::find<v1::Member>(txn, stretch.target_community, {person}));
      if (!there || there->left()) continue;
    }
    TRY(const bool is_written, carry(person));
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
  return for_each_member(txn, stretch, [&](const Id& person) -> Result<bool> {
    TRY(const auto old, storage::find<v1::ReadMarker>(txn, person, {stretch.from}));
    if (!old) return false;
    const auto unread = std::ranges::upper_bound(stretch.ordinals, old->ordinal());
    const auto read = static_cast<std::uint64_t>(unread - stretch.ordinals.begin());
    if (read == 0) return false;
    TRY(const auto marker, read_marker(txn, person, stretch.to));
    if (marker.ordinal() != stretch.previous_last) return false;
    CHECKED(advance_own_marker(txn, person, stretch.to, stretch.previous_last,
                               stretch.previous_last + read));
    return true;
  });
}

Status carry_levels(storage::Transaction& txn, const CarriedStretch& stretch, bool with_mutes) {
  return for_each_member(txn, stretch, [&](const Id& person) -> Result<bool> {
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
