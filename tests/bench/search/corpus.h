// SPDX-License-Identifier: GPL-3.0-or-later
// As many documents as wanted of an organisation that never was: messages in threads, threads and
// sections of pages, in Swedish and English, of two years, in 2,000 communities of very different
// sizes. Made from the shared texts by chain.h; equal seeds, equal documents.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <random>
#include <vector>

#include "base/result.h"
#include "search/document.h"
#include "tests/bench/search/chain.h"

namespace fika::bench {

inline constexpr std::size_t kCommunities = 2'000;
inline constexpr std::size_t kPeople = 3'000;
inline constexpr std::int64_t kCorpusEndMs = 1'790'000'000'000;

// The community of this number, from 0; the lower, the larger.
Id corpus_community(std::size_t number);
storage::Scope corpus_scope_of(const Id& community);
Id corpus_person(std::size_t number);

class Corpus {
 public:
  // `data` holds the shared texts.
  static Result<std::unique_ptr<Corpus>> load(const std::filesystem::path& data,
                                              std::uint64_t seed);
  // Its time goes on by the same step each time: `documents` in two years.
  search::Document next(std::size_t documents);

 private:
  explicit Corpus(std::uint64_t seed) : random_(seed) {}
  // From 0 to below `below`, the first ones far likelier.
  std::size_t mostly_first(std::size_t below);
  std::size_t from_to(std::size_t least, std::size_t most);

  struct Root {
    Id id;
    std::size_t community = 0;
    bool is_swedish = false;
    std::string title;
  };
  Root new_root(std::string_view what, std::size_t title_words);
  static search::Document document_in(const Root& root);
  search::Document message(const Root& root);
  search::Document thread();
  search::Document page();

  std::mt19937_64 random_;
  Chain swedish_, english_;
  std::vector<Root> threads_;  // that are still written in
  Root page_;
  std::size_t page_sections_left_ = 0;
  std::uint64_t made_ = 0;
  std::int64_t time_ms_ = 0;
};

}  // namespace fika::bench
