// SPDX-License-Identifier: GPL-3.0-or-later
// Whom and what the names in a question mean, as far as the one who asks can know of them.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "search/question.h"
#include "server/domain/method.h"

namespace fika::domain {

struct Named {
  std::vector<Id> ids;  // empty: nothing is known by that name
  std::string label;    // the names, to show
  Id only;              // when there is one alone
};

class Names {
 public:
  // Both outlive it.
  Names(const Query& query, const search::Asker& asker) : query_(query), asker_(asker) {}

  // An id, "me" or "jag", the whole name, or else how it or one of its words begins; all whom that
  // may mean, kNamesakesMax at most. Former colleagues too, where nobody else is called so.
  Result<Named> people(std::string_view name);
  // The same of communities that can be read; ids of those merged into them with them.
  Result<Named> communities(std::string_view name);

  // What it is part of by now; itself unless it was merged.
  Result<Id> present_community(const Id& community) const;
  // To show; empty where the caller does not know the person or community.
  Result<std::string> of_person(const Id& person);
  Result<std::string> of_community(const Id& community);

 private:
  struct Candidate {
    Id id;
    std::string name;
  };
  Result<std::vector<Candidate>> colleagues(const std::string& folded);
  Result<std::vector<Candidate>> former_colleagues(const std::string& folded);
  Result<std::vector<Candidate>> met(const std::string& folded);
  Result<std::string> name_of_person(const Id& person);

  const Query& query_;
  const search::Asker& asker_;
  std::map<Id, std::string> people_, communities_;
  std::optional<std::vector<Candidate>> everybody_;  // read once, if at all
};

}  // namespace fika::domain
