// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/search/fika_answering.h"

#include <unordered_set>

#include "search/query_language.h"
#include "tests/bench/search/corpus.h"

namespace fika::bench {
namespace {

class FikaAnswering final : public Answering {
 public:
  FikaAnswering(const search::Index& index, const Roots& roots) : index_(index), roots_(roots) {
    for (std::size_t number = 0; number < kCommunities; ++number) {
      communities_.push_back(corpus_community(number));
    }
  }

  std::string_view name() const override { return "Fika"; }

  Result<std::size_t> answer(const Asked& asked) override {
    std::unordered_set<Id> readable;
    search::Asker asker;
    for (const std::size_t community : asked.communities) {
      readable.insert(communities_[community]);
      asker.scopes.push_back(corpus_scope_of(communities_[community]));
    }
    asker.may_see = [&](const Id& root) { return readable.contains(roots_.at(root)); };
    TRY(const search::Answer answer, index_.ask(question_of(asked), asker));
    return answer.hits.size();
  }

 private:
  const search::Index& index_;
  const Roots& roots_;
  std::vector<Id> communities_;
};

}  // namespace

search::Question question_of(const Asked& asked) {
  std::string typed;
  for (const std::string& word : asked.words) typed += (typed.empty() ? "" : " ") + word;
  if (asked.is_phrase) typed = '"' + typed + '"';
  const search::TypedQuery read = search::read_query(typed);
  search::Question question;
  question.terms = search::terms_of(read);
  question.is_last_partial = asked.is_last_partial;
  if (asked.kind) question.filters.kinds.push_back(*asked.kind);
  question.filters.from_ms = asked.from_ms;
  question.wants_facets = asked.wants_facets;
  question.now_ms = kCorpusEndMs;
  question.limit = kHitsWanted;
  return question;
}

std::unique_ptr<Answering> fika_answering(const search::Index& index, const Roots& roots) {
  return std::make_unique<FikaAnswering>(index, roots);
}

}  // namespace fika::bench
