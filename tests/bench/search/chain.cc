// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/search/chain.h"

#include <fmt/format.h>

namespace fika::bench {
namespace {

// One word in so many is new: a name, a part number.
constexpr std::uint64_t kNewWordEvery = 40;
// Of which some are met again and most hardly ever, as in life.
constexpr std::uint64_t kNewWords = 200'000;

std::string new_word(std::mt19937_64& random) {
  const double place = std::uniform_real_distribution<double>(0, 1)(random);
  const auto number = static_cast<std::uint64_t>(place * place * place * kNewWords);
  if (number % 3 == 0) return fmt::format("X{}-{:03}", number / 1000, number % 1000);
  constexpr std::string_view kConsonants = "bdfghklmnprstv";
  constexpr std::string_view kVowels = "aeiouy";
  std::string word;
  for (std::uint64_t rest = number + 1000; rest > 0; rest /= 70) {
    word += kConsonants[rest % kConsonants.size()];
    word += kVowels[rest / kConsonants.size() % kVowels.size()];
  }
  return word;
}

}  // namespace

void Chain::learn(std::string_view text) {
  constexpr std::string_view kSpaces = " \t\r\n";
  constexpr std::size_t kLongest = 40;  // links and the like are no words
  for (auto begin = text.find_first_not_of(kSpaces); begin != std::string_view::npos;
       begin = text.find_first_not_of(kSpaces, begin)) {
    const auto end = std::min(text.find_first_of(kSpaces, begin), text.size());
    if (end - begin <= kLongest) {
      const auto [known, is_new] = numbers_.try_emplace(
          std::string(text.substr(begin, end - begin)), static_cast<std::uint32_t>(words_.size()));
      if (is_new) words_.push_back(known->first);
      sequence_.push_back(known->second);
    }
    begin = end;
  }
  if (sequence_.back() != 0) sequence_.push_back(0);
}

bool Chain::seal() {
  numbers_.clear();
  first_.assign(words_.size() + 1, 0);
  for (const std::uint32_t word : sequence_) ++first_[word + 1];
  for (std::size_t word = 0; word < words_.size(); ++word) first_[word + 1] += first_[word];
  places_.resize(sequence_.size());
  std::vector<std::uint32_t> next(first_.begin(), first_.end() - 1);
  for (std::uint32_t place = 0; place < sequence_.size(); ++place) {
    places_[next[sequence_[place]]++] = place;
  }
  return words_.size() > 1;
}

std::string Chain::words(std::size_t count, std::mt19937_64& random) const {
  std::string text;
  for (std::uint32_t word = 0; count > 0;) {
    const std::uint32_t begin = first_[word];
    const std::uint32_t place = places_[begin + random() % (first_[word + 1] - begin)];
    word = place + 1 < sequence_.size() ? sequence_[place + 1] : 0;
    if (word == 0) continue;
    if (!text.empty()) text += ' ';
    text += random() % kNewWordEvery == 0 ? new_word(random) : words_[word];
    --count;
  }
  return text;
}

}  // namespace fika::bench
