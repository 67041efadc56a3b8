// SPDX-License-Identifier: GPL-3.0-or-later
// What of the index a question may find at all: the asker's scopes and the conditions.
#pragma once

#include <cstddef>
#include <unordered_set>
#include <vector>
#include <xapian.h>

#include "search/question.h"

namespace fika::search {

// Up to so many scopes are terms of the query; more are looked up for each hit, which measured
// faster from there on.
inline constexpr std::size_t kScopeTermsMax = 64;

// Lets through what is filed in one of these scopes.
class ScopeDecider : public Xapian::MatchDecider {
 public:
  explicit ScopeDecider(const std::vector<storage::Scope>& scopes);
  bool operator()(const Xapian::Document& document) const override;

 private:
  std::unordered_set<std::string> scopes_;
};

// For OP_FILTER. With more scopes than kScopeTermsMax they are not in it, and a ScopeDecider has to
// go with it.
Xapian::Query filter_of(const Xapian::Database& database, const std::vector<storage::Scope>& scopes,
                        const Filters& filters, const Filters& without);

}  // namespace fika::search
