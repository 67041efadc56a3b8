// SPDX-License-Identifier: GPL-3.0-or-later
// How much each person has told of late of what they did not find, so that nobody fills the list or
// lifts a word on it by themselves. In memory alone: nothing on the disk says who searched, and a
// start of the server forgets it. Any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <string_view>
#include <vector>

#include "base/id.h"

namespace fika::domain {

inline constexpr std::size_t kNotesAnHourMax = 20;  // of one person

class RecentNotes {
 public:
  // Whether this person may note these words now, and if so, that they did: not more than
  // kNotesAnHourMax in an hour, and the same words once a day.
  bool take(const Id& person, std::string_view words, std::int64_t now_ms);

 private:
  struct Note {
    std::int64_t time_ms = 0;
    std::size_t words = 0;  // their hash
  };
  void forget_before(std::int64_t time_ms);

  std::mutex mutex_;
  std::map<Id, std::vector<Note>> notes_;  // of the last day
};

}  // namespace fika::domain
