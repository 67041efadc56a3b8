// SPDX-License-Identifier: GPL-3.0-or-later
// Answers what is asked of the index, for Index (index.h says what each call gives). Holds nothing
// between two questions but which words a short beginning stands for; any thread.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "search/index.h"
#include "search/question.h"

namespace fika::search {

class Analyser;
class Databases;
class Expansions;

class Searcher {
 public:
  // Both outlive it.
  Searcher(const Databases& databases, const Analyser& analyser);
  ~Searcher();
  Searcher(const Searcher&) = delete;
  Searcher& operator=(const Searcher&) = delete;

  Result<Answer> ask(const Question& question, const Asker& asker) const;
  Result<std::vector<Suggestion>> suggest(std::string_view typed, std::uint32_t limit,
                                          const Asker& asker) const;
  Result<std::vector<Hit>> similar(std::string_view title, std::string_view text, const Id& except,
                                   std::uint32_t limit, const Asker& asker) const;

 private:
  const Databases& databases_;
  const Analyser& analyser_;
  std::unique_ptr<Expansions> expansions_;
};

}  // namespace fika::search
