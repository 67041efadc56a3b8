// SPDX-License-Identifier: GPL-3.0-or-later
// One word of a question as a query of the engine: the best of its forms counts.
#pragma once

#include <xapian.h>

#include "search/expansions_xapian.h"
#include "search/wanted_words.h"

namespace fika::search {

class WordTrees {
 public:
  // Both outlive it, and the calls run on the thread of `database`.
  WordTrees(const Xapian::Database& database, Expansions& expansions)
      : database_(database), expansions_(expansions) {}

  // Matches nothing when no form of it is in the index. `bonus` goes to each document that it is
  // in, but not to those that have just a phrase of it.
  Xapian::Query of(const WantedUnit& unit, double bonus = 0) const;
  // The same in titles.
  Xapian::Query in_title(const WantedUnit& unit) const;
  // What a unit's best form may weigh at most, about: in how few documents it stands says how much.
  double weight_of(const WantedUnit& unit) const;
  // For the words of a compound on their own; matches nothing for what is none.
  Xapian::Query parts_of(const WantedUnit& unit) const;

 private:
  const Xapian::Database& database_;
  Expansions& expansions_;
};

}  // namespace fika::search
