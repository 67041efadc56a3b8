// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/search/asked.h"

#include <algorithm>
#include <unordered_set>

#include "base/text.h"
#include "tests/bench/search/corpus.h"

namespace fika::bench {
namespace {

constexpr std::size_t kKeptMax = 5'000;
constexpr std::size_t kLeastLetters = 3;
constexpr std::int64_t kHalfYearMs = 182LL * 24 * 60 * 60 * 1000;

bool is_letter(char sign) {
  const auto byte = static_cast<unsigned char>(sign);
  return byte >= 0x80 || (byte | 0x20U) - 'a' < 26 || byte - '0' < 10U;
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    while (at < text.size() && is_letter(text[at])) ++at;
    if (at > begin) words.emplace_back(text.substr(begin, at - begin));
    at += at == begin ? 1 : 0;
  }
  return words;
}

// The first letters of a word, at least two and not all of them where it has more.
std::string beginning_of(const std::string& word, std::mt19937_64& random) {
  const std::size_t letters = utf8_length(word);
  std::size_t wanted = letters <= 3 ? 2 : 2 + random() % (letters - 2);
  std::size_t end = 0;
  for (; end < word.size(); ++end) {
    const bool is_start = (static_cast<unsigned char>(word[end]) & 0xC0U) != 0x80U;
    if (is_start && wanted-- == 0) break;
  }
  return word.substr(0, end);
}

}  // namespace

std::string_view name_of(Shape shape) {
  switch (shape) {
    case Shape::kAsYouType:
      return "as you type";
    case Shape::kOneWord:
      return "1 word";
    case Shape::kTwoWords:
      return "2 words";
    case Shape::kThreeWords:
      return "3 words";
    case Shape::kPhrase:
      return "phrase";
    case Shape::kFiltered:
      return "2 words, filtered";
    case Shape::kManyScopes:
      return "2 words, 500 scopes";
    case Shape::kFacets:
      return "2 words, facets";
    case Shape::kLong:
      return "a question of 8 words";
  }
  return "";
}

void Asking::see(const search::Document& document) {
  ++seen_;
  // Each document is kept with the same chance, whatever their number.
  const std::size_t place = kept_.size() < kKeptMax ? kept_.size() : random_() % seen_;
  if (place >= kKeptMax) return;
  if (place == kept_.size()) kept_.emplace_back();
  kept_[place] = words_of(document.text);
}

std::vector<std::string> Asking::some_words(std::size_t count, bool is_in_a_row) {
  while (true) {
    const auto& text = kept_[random_() % kept_.size()];
    if (text.size() < count + 2) continue;
    std::vector<std::string> words;
    const std::size_t begin = random_() % (text.size() - count);
    if (is_in_a_row) {
      words.assign(text.begin() + static_cast<std::ptrdiff_t>(begin),
                   text.begin() + static_cast<std::ptrdiff_t>(begin + count));
      const auto is_long = [](const std::string& word) { return word.size() >= kLeastLetters; };
      if (std::ranges::none_of(words, is_long)) continue;
      return words;
    }
    for (std::size_t tries = 0; words.size() < count && tries < 4 * count; ++tries) {
      const std::string& word = text[random_() % text.size()];
      const bool is_there = std::ranges::find(words, word) != words.end();
      if (word.size() >= kLeastLetters && !is_there) words.push_back(word);
    }
    if (words.size() == count) return words;
  }
}

Asked Asking::ask(Shape shape) {
  Asked asked;
  std::size_t count = 2;
  if (shape == Shape::kOneWord) count = 1;
  if (shape == Shape::kThreeWords) count = 3;
  if (shape == Shape::kLong) count = 8;
  if (shape == Shape::kAsYouType) count = 1 + random_() % 3;
  asked.is_phrase = shape == Shape::kPhrase;
  asked.words = some_words(count, asked.is_phrase);
  if (shape == Shape::kAsYouType) {
    asked.words.back() = beginning_of(asked.words.back(), random_);
    asked.is_last_partial = true;
  }
  if (shape == Shape::kFiltered) {
    asked.kind = random_() % 2 == 0 ? search::Kind::kPage : search::Kind::kMessage;
    asked.from_ms = kCorpusEndMs - kHalfYearMs;
  }
  asked.wants_facets = shape == Shape::kFacets;
  const std::size_t wanted = shape == Shape::kManyScopes ? kScopesOfMany : kScopesOfFew;
  std::unordered_set<std::size_t> communities;
  while (communities.size() < wanted) {
    // People are where many are.
    const double place = std::uniform_real_distribution<double>(0, 1)(random_);
    communities.insert(static_cast<std::size_t>(place * place * kCommunities));
  }
  asked.communities.assign(communities.begin(), communities.end());
  return asked;
}

}  // namespace fika::bench
