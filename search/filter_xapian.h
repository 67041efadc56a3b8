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

class Filter {
 public:
  // With more scopes than kScopeTermsMax they are not in it, and a ScopeDecider has to go with it.
  Filter(const Xapian::Database& database, const std::vector<storage::Scope>& scopes,
         const Filters& filters, const Filters& without);

  // Nothing can pass it.
  bool is_closed() const { return is_closed_; }
  // What of `found` passes; it weighs what it did.
  Xapian::Query of(const Xapian::Query& found) const;
  // Whatever passes.
  Xapian::Query all() const;

 private:
  bool is_closed_ = false;
  std::vector<Xapian::Query> wanted_;    // all of these
  std::vector<Xapian::Query> unwanted_;  // none of these
};

}  // namespace fika::search
