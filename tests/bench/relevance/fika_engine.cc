// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/relevance/fika_engine.h"

#include <string>
#include <unordered_map>
#include <utility>

#include "search/filling.h"
#include "search/index.h"
#include "search/query_language.h"
#include "storage/temp_folder.h"
#include "tests/bench/relevance/measures.h"

namespace fika::bench {
namespace {

constexpr std::int64_t kNowMs = 1'790'000'000'000;

class FikaEngine final : public Engine {
 public:
  std::string_view name() const override { return "Fika"; }

  Status take_in(const Collection& set) override {
    index_.reset();
    places_.clear();
    const search::IndexOptions options{.folder = folder_.path() / set.name};
    std::size_t place = 0;
    const auto next = [&](search::Document& document) {
      if (place == set.documents.size()) return false;
      document = document_of(set, place);
      places_.emplace(document.id, place++);
      return true;
    };
    CHECKED(search::fill_index(options, next));
    TRY(index_, search::Index::open(options, {}));
    return {};
  }

  Result<std::vector<std::size_t>> rank(const std::string& question) override {
    const search::TypedQuery typed = search::read_query(question);
    search::Question asked;
    asked.terms = search::terms_of(typed);
    asked.filters = typed.filters;
    asked.without = typed.without;
    asked.now_ms = kNowMs;
    asked.limit = kRankedMax;
    const search::Asker asker{.scopes = {kScope}, .may_see = [](const Id&) { return true; }};
    TRY(const search::Answer answer, index_->ask(asked, asker));
    std::vector<std::size_t> ranked;
    for (const search::Hit& hit : answer.hits) ranked.push_back(places_.at(hit.id));
    return ranked;
  }

 private:
  static constexpr storage::Scope kScope{.kind = 1, .id = {}};

  // Each is of its own root, or hits of one page would be one; and of one time, so that none is
  // newer.
  static search::Document document_of(const Collection& set, std::size_t place) {
    search::Document document;
    document.kind = search::Kind::kPage;
    document.id = document.root = Id::derive(kNowMs, set.name + std::to_string(place));
    document.scope = kScope;
    document.time_ms = kNowMs;
    if (set.has_sections) document.anchor = "section";
    document.title = set.documents[place].title;
    document.text = set.documents[place].text;
    return document;
  }

  storage::TempFolder folder_;
  std::unique_ptr<search::Index> index_;
  std::unordered_map<Id, std::size_t> places_;
};

}  // namespace

std::unique_ptr<Engine> fika_engine() { return std::make_unique<FikaEngine>(); }

}  // namespace fika::bench
