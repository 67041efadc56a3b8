// SPDX-License-Identifier: GPL-3.0-or-later
// What the engine finds for a question, best first and one a root, without what the asker may not
// see now. The engine is asked again for more until there is enough or nothing is left, so that
// what is left out leaves no hole in a page.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>
#include <xapian.h>

#include "search/question.h"

namespace fika::search {

// asker.may_see(), asked once a root.
class Sight {
 public:
  explicit Sight(const Asker& asker) : asker_(asker) {}
  bool may_see(const Id& root);

 private:
  const Asker& asker_;
  std::unordered_map<Id, bool> known_;
};

struct Candidate {
  Xapian::docid document = 0;
  Id root;
  std::uint32_t more = 0;  // of the same root, at least
  double weight = 0;
  std::size_t stage = 0;  // by which it was found
};

struct Search {
  std::vector<Xapian::Query> stages;
  Order order = Order::kRelevance;
  bool is_one_a_root = true;
  const Xapian::MatchDecider* decider = nullptr;  // may be null; outlives the search
};

class Candidates {
 public:
  // All outlive it.
  Candidates(const Xapian::Database& database, Sight& sight, Search search);

  // At least `count` of them, or all there are.
  const std::vector<Candidate>& gather(std::size_t count);

 private:
  // Runs the stage for its best `wanted` and takes what is not there yet; false: it has no more.
  bool take(const Xapian::Query& stage, Xapian::doccount wanted);

  const Xapian::Database& database_;
  Sight& sight_;
  Search search_;
  std::size_t stage_ = 0;
  std::unordered_set<std::string> taken_;  // roots, or documents where roots do not matter
  std::vector<Candidate> found_;
};

}  // namespace fika::search
