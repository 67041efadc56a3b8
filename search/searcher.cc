// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/searcher.h"

#include <algorithm>
#include <array>

#include "search/analysis.h"
#include "search/asking_xapian.h"
#include "search/databases_xapian.h"
#include "search/expansions_xapian.h"
#include "search/limits.h"

namespace fika::search {
namespace {

Status check_filters(const Filters& filters) {
  const auto sizes = std::to_array<std::size_t>(
      {filters.kinds.size(), filters.kinds_in_state.size(), filters.communities.size(),
       filters.authors.size(), filters.roots.size(), filters.languages.size(), filters.tags.size(),
       filters.states.size(), filters.holds.size()});
  if (std::ranges::max(sizes) > kFilterValuesMax) {
    return fail(Code::kInvalid, "A condition can name at most {} things.", kFilterValuesMax);
  }
  return {};
}

Status check_question(const Question& question, const Asker& asker) {
  if (question.limit == 0 || question.limit > kHitsMax) {
    return fail(Code::kInvalid, "Ask for 1 to {} hits at a time.", kHitsMax);
  }
  if (question.offset > kOffsetMax) {
    return fail(Code::kInvalid, "Nobody reads beyond hit {}. Add a word instead.", kOffsetMax);
  }
  std::size_t bytes = 0;
  for (const Term& term : question.terms) bytes += term.text.size();
  if (question.terms.size() > kTermsMax || bytes > kTermsBytesMax) {
    return fail(Code::kInvalid, "The question is too long. Use fewer words.");
  }
  if (asker.scopes.size() > kScopesMax) {
    return fail(Code::kInvalid, "Nobody can search more than {} places at once.", kScopesMax);
  }
  CHECKED(check_filters(question.filters));
  return check_filters(question.without);
}

}  // namespace

Searcher::Searcher(const Databases& databases, const Analyser& analyser)
    : databases_(databases), analyser_(analyser), expansions_(std::make_unique<Expansions>()) {}
Searcher::~Searcher() = default;

Result<Answer> Searcher::ask(const Question& question, const Asker& asker) const {
  CHECKED(check_question(question, asker));
  return databases_.read([&](const Xapian::Database& database) {
    return Asking(database, *expansions_, analyser_, question, asker).answer();
  });
}

}  // namespace fika::search
