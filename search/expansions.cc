// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "base/text.h"
#include "search/expansions_xapian.h"
#include "search/ranking.h"

namespace fika::search {
namespace {

constexpr std::size_t kWalkedMax = 100'000;
// Whoever walks fewer terms than this is quicker than whoever remembers them.
constexpr std::size_t kWorthKeeping = 500;
constexpr std::size_t kKeptMax = 4'000;
// Commits; at four a second and a steady stream of them about a minute.
constexpr std::uint64_t kRevisionsMax = 256;

}  // namespace

std::vector<Expansion> Expansions::of(const Xapian::Database& database,
                                      const std::string& beginning, std::size_t count_max) {
  const std::string index = database.get_uuid();
  const std::uint64_t revision = database.get_revision();
  {
    const std::scoped_lock lock(mutex_);
    const auto kept = kept_.find(beginning);
    if (kept != kept_.end() && kept->second.index == index &&
        revision - kept->second.revision < kRevisionsMax) {
      return kept->second.expansions;
    }
  }
  std::vector<Expansion> all;
  const auto end = database.allterms_end(beginning);
  for (auto term = database.allterms_begin(beginning); term != end; ++term) {
    all.push_back({*term, term.get_termfreq()});
    if (all.size() == kWalkedMax) break;
  }
  const std::size_t walked = all.size();
  const std::size_t count = std::min(count_max, all.size());
  std::ranges::partial_sort(all, all.begin() + static_cast<std::ptrdiff_t>(count), std::greater{},
                            &Expansion::frequency);
  all.resize(count);
  if (walked > kWorthKeeping) {
    const std::scoped_lock lock(mutex_);
    if (kept_.size() >= kKeptMax) kept_.clear();
    kept_[beginning] = {index, revision, all};
  }
  return all;
}

std::size_t expansions_for(std::string_view beginning) {
  switch (utf8_length(beginning)) {
    case 0:
      return 0;
    case 1:
      return ranking::kExpansionsOfOneMax;
    case 2:
      return ranking::kExpansionsOfTwoMax;
    default:
      return ranking::kExpansionsMax;
  }
}

}  // namespace fika::search
