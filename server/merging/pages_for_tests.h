// SPDX-License-Identifier: GPL-3.0-or-later
// Texts by the dozen, and what people do to them. One seed gives the same ones again.
#pragma once

#include <array>
#include <cstdint>
#include <cstdlib>
#include <ctime>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"
#include "server/merging/tokens.h"

namespace fika::merging {

// FIKA_SEED, or any; printed.
inline std::uint64_t seed_for_test() {
  const char* const given = std::getenv("FIKA_SEED");
  const std::uint64_t seed =
      given != nullptr ? std::strtoull(given, nullptr, 10) : std::random_device()();
  fmt::print("seed {}\n", seed);
  return seed;
}

// Of this thread, for measuring on a machine that does other things, too.
inline double cpu_ms() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

class RandomTexts {
 public:
  explicit RandomTexts(std::uint64_t seed) : random_(seed) {}

  std::size_t pick(std::size_t count) { return random_() % count; }

  // Short, of words in many scripts, marks, emoji, line ends and spaces in odd places.
  std::string text(std::size_t parts_max = 60) {
    std::string text;
    for (std::size_t i = pick(parts_max); i > 0; --i) text += part();
    return text;
  }
  // Up to four places of it changed.
  std::string edited(const std::string& text) {
    std::string edited = text;
    for (std::size_t i = pick(5); i > 0; --i) edited = edited_once(edited);
    return edited;
  }
  // About 400 KB of words of so many kinds in no order.
  std::string noise(std::size_t kinds) {
    std::string text;
    while (text.size() < 400 * 1024) {
      text += fmt::format("{:x}", pick(kinds));
      text += pick(10) == 0 ? "\n" : " ";
    }
    return text;
  }
  // A page of about `bytes` bytes: paragraphs of sentences, each paragraph one line.
  std::string page(std::size_t bytes) {
    std::string page = "# Page\n\n";
    while (page.size() < bytes) {
      for (std::size_t i = 3 + pick(3); i > 0; --i) page += sentence();
      page.back() = '\n';
      page += '\n';
    }
    return page;
  }
  // So many random edits of words: one changed, put in or taken out. The last place goes first, so
  // that the others stay where they are.
  std::string with_edits(const std::string& page, std::size_t count) {
    const std::vector<Range> words = words_of(page);
    std::set<std::size_t> places;
    while (places.size() < count) {
      const std::size_t at = pick(words.size());
      if (words[at].size() > 1) places.insert(at);
    }
    std::string edited = page;
    for (auto place = places.rbegin(); place != places.rend(); ++place) {
      const auto [begin, end] = words[*place];
      switch (pick(3)) {
        case 0:
          edited.replace(begin, end - begin, word());
          break;
        case 1:
          edited.insert(begin, word() + " ");
          break;
        default:
          edited.erase(begin, edited[end] == ' ' ? end + 1 - begin : end - begin);
      }
    }
    return edited;
  }

 private:
  std::string word() {
    std::string word;
    for (std::size_t i = 2 + pick(8); i > 0; --i) word += static_cast<char>('a' + pick(26));
    return word;
  }
  std::string sentence() {
    std::string sentence = word();
    for (std::size_t i = 6 + pick(10); i > 0; --i) sentence += " " + word();
    return sentence + ". ";
  }
  std::string_view part() {
    static constexpr std::array<std::string_view, 40> kParts = {
        " ",   " ",   " ",   " ",  " ",   "\n",   "\n",        "\n\n",      "a",           "b",
        "the", "fox", "Åsa", "é",  "日",  "本",   "語",        "。",        ". ",          "! ",
        "?",   "...", "---", "# ", "| ",  "```",  "<<<<<<< x", "=======\n", "👩‍🚀", "👍🏽",
        "🇸🇪",  "🇩🇰",  "❤️",   "\t", "ไทย", "한국", "e\u0301",   "\u200d",    "\u00a0",      "\r\n"};
    return kParts[pick(kParts.size())];
  }
  std::string edited_once(const std::string& text) {
    const std::vector<Range> words = words_of(text);
    std::string edited = text;
    if (words.empty()) return edited + std::string(part());
    const Range at = words[pick(words.size())];
    switch (pick(4)) {
      case 0:
        return edited.replace(at.begin, at.size(), part());
      case 1:
        return edited.insert(at.begin, part());
      case 2: {
        const Range to = words[pick(words.size())];
        return to.begin < at.begin ? edited : edited.erase(at.begin, to.end - at.begin);
      }
      default:
        return edited.erase(at.begin, at.size());
    }
  }

  std::mt19937_64 random_;
};

}  // namespace fika::merging
