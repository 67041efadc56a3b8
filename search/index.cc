// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/index.h"

#include <utility>

#include "search/analysis.h"
#include "search/databases_xapian.h"
#include "search/generations.h"
#include "search/indexer_xapian.h"
#include "search/searcher.h"

namespace fika::search {
namespace {

class OpenIndex final : public Index {
 public:
  OpenIndex(const IndexOptions& options, Generations generations, std::vector<DocumentRow> rows)
      : analyser_(options.swedish_words),
        indexer_(std::move(generations), std::move(rows), analyser_, databases_,
                 options.deleted_max),
        searcher_(databases_, analyser_) {}

  storage::Tailer& tailer() override { return indexer_; }
  Result<Answer> ask(const Question& question, const Asker& asker) const override {
    return searcher_.ask(question, asker);
  }
  Result<std::vector<Suggestion>> suggest(std::string_view typed, std::uint32_t limit,
                                          const Asker& asker) const override {
    return searcher_.suggest(typed, limit, asker);
  }
  Result<std::vector<Hit>> similar(std::string_view title, std::string_view text, const Id& except,
                                   std::uint32_t limit, const Asker& asker) const override {
    return searcher_.similar(title, text, except, limit, asker);
  }
  Status compact() override { return indexer_.compact(); }
  std::uint64_t size() const override { return indexer_.size(); }

 private:
  const Analyser analyser_;
  Databases databases_;
  Indexer indexer_;
  Searcher searcher_;
};

}  // namespace

Result<std::unique_ptr<Index>> Index::open(const IndexOptions& options,
                                           std::vector<DocumentRow> rows) {
  TRY(Generations generations, Generations::open(options.folder, options.disk_reserve_bytes));
  return std::make_unique<OpenIndex>(options, std::move(generations), std::move(rows));
}

}  // namespace fika::search
