// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/search/bare_answering.h"

#include <array>
#include <string>
#include <utility>
#include <xapian.h>

#include "search/expansions_xapian.h"
#include "search/filter_xapian.h"
#include "search/kept_text.h"
#include "search/question_tree_xapian.h"
#include "search/schema.h"
#include "search/wanted_words.h"
#include "search/word_tree_xapian.h"
#include "tests/bench/relevance/collection.h"
#include "tests/bench/search/fika_answering.h"

namespace fika::bench {
namespace {

// Of which Filter puts none into the query.
const std::vector<storage::Scope> kNoScopes(search::kScopeTermsMax + 1);
constexpr Xapian::doccount kFacetsOver = 1'000;

class BareAnswering final : public Answering {
 public:
  BareAnswering(Xapian::Database database, const search::Analyser& analyser)
      : database_(std::move(database)), analyser_(analyser) {}

  std::string_view name() const override { return "bare Xapian"; }

  Result<std::size_t> answer(const Asked& asked) override try {
    const search::Question question = question_of(asked);
    database_.reopen();
    const search::WantedUnits units = search::wanted_units(analyser_, question);
    const search::WordTrees trees(database_, expansions_);
    std::string words;
    for (const std::string& word : asked.words) words += word + ' ';
    const search::QuestionTree tree = search::question_tree(
        database_, trees, units, question, analyser_.whole(words),
        search::Filter(database_, kNoScopes, question.filters, question.without));
    std::size_t hits = 0;
    for (std::size_t stage = 0; stage < tree.stages.size() && hits < kHitsWanted; ++stage) {
      hits += ask(tree.stages[stage], asked.wants_facets && stage == 0);
    }
    return std::min<std::size_t>(hits, kHitsWanted);
  } catch (const Xapian::Error& error) {
    return fail(Code::kInternal, "Xapian: {}.", error.get_msg());
  }

 private:
  std::size_t ask(const Xapian::Query& query, bool wants_facets) {
    Xapian::Enquire enquire(database_);
    enquire.set_weighting_scheme(search::word_weight());
    enquire.set_query(query);
    std::array spies{Xapian::ValueCountMatchSpy(search::slot::kStanding),
                     Xapian::ValueCountMatchSpy(search::slot::kCommunity),
                     Xapian::ValueCountMatchSpy(search::slot::kAuthor),
                     Xapian::ValueCountMatchSpy(search::slot::kLanguage)};
    if (wants_facets) {
      for (auto& spy : spies) enquire.add_matchspy(&spy);
    }
    const Xapian::MSet found = enquire.get_mset(0, kHitsWanted, wants_facets ? kFacetsOver : 0);
    const Xapian::Stem stem("swedish");
    for (auto hit = found.begin(); hit != found.end(); ++hit) {
      const auto kept = search::decode_kept_text(hit.get_document().get_data());
      if (kept) shown_ += found.snippet(kept->text, 200, stem).size();
    }
    return found.size();
  }

  Xapian::Database database_;
  const search::Analyser& analyser_;
  search::Expansions expansions_;
  std::size_t shown_ = 0;  // so that no snippet is left out as being for nobody
};

}  // namespace

Result<std::unique_ptr<Answering>> bare_answering(const std::filesystem::path& folder,
                                                  const search::Analyser& analyser) try {
  TRY(std::string name, read_text_file(folder / "current"));
  while (!name.empty() && (name.back() == '\n' || name.back() == ' ')) name.pop_back();
  return std::make_unique<BareAnswering>(Xapian::Database((folder / name).string()), analyser);
} catch (const Xapian::Error& error) {
  return fail(Code::kInternal, "Xapian: {}.", error.get_msg());
}

}  // namespace fika::bench
