// SPDX-License-Identifier: GPL-3.0-or-later
// What is asked to measure speed: words that stand in the documents, in the shapes that people ask
// in. The same questions go to everything that is measured.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "search/document.h"

namespace fika::bench {

enum class Shape {
  kAsYouType,
  kOneWord,
  kTwoWords,
  kThreeWords,
  kPhrase,
  kFiltered,
  kManyScopes,
  kFacets,
  kLong,
};
inline constexpr std::array kShapes{Shape::kAsYouType,  Shape::kOneWord, Shape::kTwoWords,
                                    Shape::kThreeWords, Shape::kPhrase,  Shape::kFiltered,
                                    Shape::kManyScopes, Shape::kFacets,  Shape::kLong};
std::string_view name_of(Shape shape);

struct Asked {
  std::vector<std::string> words;
  bool is_last_partial = false;
  bool is_phrase = false;
  bool wants_facets = false;
  std::optional<search::Kind> kind;
  std::optional<std::int64_t> from_ms;
  std::vector<std::size_t> communities;  // that the asker reads
};

inline constexpr std::uint32_t kHitsWanted = 20;
inline constexpr std::size_t kScopesOfFew = 50;
inline constexpr std::size_t kScopesOfMany = 500;

class Asking {
 public:
  explicit Asking(std::uint64_t seed) : random_(seed) {}
  // Keeps one document in a few to take words from.
  void see(const search::Document& document);
  Asked ask(Shape shape);

 private:
  std::vector<std::string> some_words(std::size_t count, bool is_in_a_row);

  std::mt19937_64 random_;
  std::uint64_t seen_ = 0;
  std::vector<std::vector<std::string>> kept_;  // words of texts, as they stand there
};

// Something that answers; each has the documents already.
class Answering {
 public:
  virtual ~Answering() = default;
  virtual std::string_view name() const = 0;
  // The first kHitsWanted hits with their snippets, and facets if asked; how many hits there were.
  virtual Result<std::size_t> answer(const Asked& asked) = 0;
};

}  // namespace fika::bench
