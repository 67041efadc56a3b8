// SPDX-License-Identifier: GPL-3.0-or-later
// The words that a beginning may stand for: the most frequent, a bounded number. Short beginnings,
// for which much of the list must be walked, are remembered for a while, as what is frequent
// changes slowly; nothing of this is ever shown.
#pragma once

#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>
#include <xapian.h>

namespace fika::search {

struct Expansion {
  std::string term;
  Xapian::doccount frequency = 0;
};

class Expansions {
 public:
  // The `count_max` most frequent terms that begin so, the most frequent first. Any thread, with a
  // database of its own.
  std::vector<Expansion> of(const Xapian::Database& database, const std::string& beginning,
                            std::size_t count_max);

 private:
  struct Kept {
    std::string index;  // the database that it is of
    std::uint64_t revision = 0;
    std::vector<Expansion> expansions;
  };

  std::mutex mutex_;
  std::unordered_map<std::string, Kept> kept_;
};

// As many as a beginning of so many letters gets.
std::size_t expansions_for(std::string_view beginning);

}  // namespace fika::search
