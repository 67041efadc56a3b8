// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <unordered_map>
#include <utility>

#include "base/code_point.h"
#include "search/corrections_xapian.h"
#include "search/plain_letters.h"
#include "search/schema.h"

namespace fika::search {
namespace {

// Letters as people of this language pair type them.
constexpr std::u32string_view kAlphabet = U"abcdefghijklmnopqrstuvwxyzåäöéü0123456789";

// How likely each slip is, beside how frequent the word is: as a factor of ten to the power of.
// There are many letters to type instead of the right one, but just one that was left out.
constexpr double kSwapped = 1;       // teh
constexpr double kMissing = 0.8;     // comittee
constexpr double kDoubled = 0.8;     // committtee
constexpr double kAccent = 1;        // kansla for känsla
constexpr double kFirstLetter = -1;  // hardly anybody mistypes the first letter

std::u32string letters_of(std::string_view word) {
  std::u32string letters;
  for (std::size_t at = 0; at < word.size();) letters.push_back(next_code_point(word, at));
  return letters;
}

std::string text_of(std::u32string_view letters) {
  std::string text;
  for (const char32_t letter : letters) append_utf8(text, letter);
  return text;
}

bool differ_in_accent(char32_t a, char32_t b) {
  constexpr std::u32string_view kPlain = U"aaoeu", kAccented = U"åäöéü";
  for (std::size_t i = 0; i < kPlain.size(); ++i) {
    if ((a == kPlain[i] && b == kAccented[i]) || (b == kPlain[i] && a == kAccented[i])) return true;
  }
  return false;
}

class Spellings {
 public:
  Spellings(const Xapian::Database& database, std::string_view word)
      : database_(database), word_(letters_of(word)) {}

  std::vector<std::string> take(std::size_t count_max) {
    if (word_.size() < kCorrectedLettersMin || word_.size() > kCorrectedLettersMax) return {};
    for (std::size_t at = 0; at < word_.size(); ++at) at_letter(at);
    for (std::size_t at = 0; at <= word_.size(); ++at) before_letter(at);
    std::vector<std::pair<double, std::string>> ranked;
    ranked.reserve(likely_.size());
    for (const auto& [spelling, likelihood] : likely_) ranked.emplace_back(likelihood, spelling);
    std::ranges::sort(ranked, std::ranges::greater{});
    if (ranked.size() > count_max) ranked.resize(count_max);
    std::vector<std::string> spellings;
    spellings.reserve(ranked.size());
    for (auto& [likelihood, spelling] : ranked) spellings.push_back(std::move(spelling));
    return spellings;
  }

 private:
  // A letter too many, two swapped, or one for another.
  void at_letter(std::size_t at) {
    std::u32string spelling = word_;
    spelling.erase(at, 1);
    const bool is_doubled = at > 0 && word_[at - 1] == word_[at];
    look_up(spelling, (is_doubled ? kDoubled : 0) + place(at));
    if (at + 1 < word_.size() && word_[at] != word_[at + 1]) {
      spelling = word_;
      std::swap(spelling[at], spelling[at + 1]);
      look_up(spelling, kSwapped + place(at));
    }
    spelling = word_;
    for (const char32_t letter : kAlphabet) {
      if (letter == word_[at]) continue;
      spelling[at] = letter;
      const bool is_accent = differ_in_accent(letter, word_[at]);
      look_up(spelling, is_accent ? kAccent : place(at));
    }
  }

  // A letter that is missing.
  void before_letter(std::size_t at) {
    std::u32string spelling = word_;
    spelling.insert(at, 1, U' ');
    for (const char32_t letter : kAlphabet) {
      spelling[at] = letter;
      look_up(spelling, kMissing + place(at));
    }
  }

  static double place(std::size_t at) { return at == 0 ? kFirstLetter : 0; }

  void look_up(std::u32string_view letters, double likelihood) {
    const std::string spelling = text_of(letters);
    const Xapian::doccount frequency = database_.get_termfreq(term_of("", spelling));
    if (frequency == 0) return;
    likelihood += std::log10(static_cast<double>(frequency));
    const auto [known, is_new] = likely_.try_emplace(spelling, likelihood);
    if (!is_new) known->second = std::max(known->second, likelihood);
  }

  const Xapian::Database& database_;
  std::u32string word_;
  std::unordered_map<std::string, double> likely_;
};

}  // namespace

std::vector<std::string> corrections(const Xapian::Database& database, std::string_view word,
                                     std::size_t count_max) {
  return Spellings(database, word).take(count_max);
}

}  // namespace fika::search
