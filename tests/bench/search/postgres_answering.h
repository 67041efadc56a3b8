// SPDX-License-Identifier: GPL-3.0-or-later
// PostgreSQL's full-text search over the same documents: a tsvector a row in the row's language
// (title weighing more), a GIN index on it, each question in both languages, ts_rank, and
// ts_headline over the hits that are shown. Scopes and filters are columns with indexes.
#pragma once

#include <memory>
#include <span>
#include <unordered_map>

#include "search/document.h"
#include "tests/bench/search/asked.h"
#include "tests/bench/search/postgres.h"

namespace fika::bench {

class PostgresAnswering final : public Answering {
 public:
  // `server` outlives it.
  static Result<std::unique_ptr<PostgresAnswering>> make(Postgres& server);

  std::string_view name() const override { return "PostgreSQL"; }
  Result<std::size_t> answer(const Asked& asked) override;

  // Rows with their words, without the indexes; index() makes those, once all are in.
  Status add(std::span<const search::Document> documents);
  Status index();
  // As add(), with the indexes there and durable when it returns.
  Status commit(std::span<const search::Document> documents) { return add(documents); }
  Result<std::uint64_t> bytes_on_disk();

 private:
  explicit PostgresAnswering(Postgres& server) : server_(server) {}

  Postgres& server_;
  std::unordered_map<Id, std::size_t> communities_;  // their numbers
};

}  // namespace fika::bench
