// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/search/recent_notes.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "base/clock.h"

namespace fika::domain {
namespace {

// Beyond so many people in one day nobody else's words are noted.
constexpr std::size_t kPeopleMax = 10'000;

}  // namespace

void RecentNotes::forget_before(std::int64_t time_ms) {
  std::erase_if(notes_, [&](const auto& of_person) {
    return std::ranges::all_of(of_person.second,
                               [&](const Note& note) { return note.time_ms <= time_ms; });
  });
}

bool RecentNotes::take(const Id& person, std::string_view words, std::int64_t now_ms) {
  const std::size_t hash = std::hash<std::string_view>()(words);
  const std::lock_guard lock(mutex_);
  if (notes_.size() >= kPeopleMax && !notes_.contains(person)) {
    forget_before(now_ms - kDayMs);
    if (notes_.size() >= kPeopleMax) return false;
  }
  std::vector<Note>& notes = notes_[person];
  std::erase_if(notes, [&](const Note& note) { return note.time_ms <= now_ms - kDayMs; });
  const auto in_hour = std::ranges::count_if(
      notes, [&](const Note& note) { return note.time_ms > now_ms - kHourMs; });
  if (std::cmp_greater_equal(in_hour, kNotesAnHourMax)) return false;
  if (std::ranges::find(notes, hash, &Note::words) != notes.end()) return false;
  notes.push_back({now_ms, hash});
  return true;
}

}  // namespace fika::domain
