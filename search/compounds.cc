// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/compounds.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <fstream>
#include <string>
#include <utility>

#include "base/text.h"
#include "search/stems.h"

namespace fika::search {
namespace {

constexpr std::size_t kPartLettersMin = 4;
constexpr std::size_t kWordLettersMin = 8;
// Longer ones are addresses and nonsense.
constexpr std::size_t kWordLettersMax = 48;
constexpr std::size_t kListBytesMax = 64 << 20;

// FNV-1a: 150,000 words of 64 bits collide once in a million lists.
std::uint64_t hash_of(std::string_view text, std::uint64_t hash = 0xcbf29ce484222325ULL) {
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  return hash;
}

bool has(const std::vector<std::uint64_t>& sorted, std::string_view word) {
  return std::ranges::binary_search(sorted, hash_of(word));
}
void make_sorted(std::vector<std::uint64_t>& hashes) {
  std::ranges::sort(hashes);
  const auto doubled = std::ranges::unique(hashes);
  hashes.erase(doubled.begin(), doubled.end());
  hashes.shrink_to_fit();
}

// Lower case and nothing but letters: no names, no shorthand.
bool is_plain(std::string_view word) {
  return std::ranges::all_of(
      word, [](char c) { return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80; });
}

bool begins_letter(char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }

// Loan words that the list would take apart where nobody else does.
bool is_one_word(std::string_view word) {
  static constexpr std::array<std::string_view, 3> kBeginnings = {"kombination", "scenari",
                                                                  "koordina"};
  return std::ranges::any_of(kBeginnings, [&](std::string_view b) { return word.starts_with(b); });
}

// A part as the word that it is a form of: kyrko is kyrka, kunskaps is kunskap.
std::string stem_of_beginning(std::string_view part) {
  if (part.ends_with('o') || part.ends_with('u')) {
    std::string word(part.substr(0, part.size() - 1));
    word += 'a';
    return swedish_stem(word);
  }
  return swedish_stem(part);
}

}  // namespace

SwedishWords::SwedishWords(const std::filesystem::path& list) {
  std::ifstream file(list);
  std::string line;
  std::size_t bytes = 0;
  while (std::getline(file, line) && (bytes += line.size() + 1) <= kListBytesMax) {
    fingerprint_ = hash_of(line, fingerprint_);
    if (!is_utf8(line)) continue;
    const std::size_t slash = line.find('/');
    if (slash == std::string::npos) continue;
    take_entry(std::string_view(line).substr(0, slash), std::string_view(line).substr(slash + 1));
  }
  make_sorted(beginnings_);
  make_sorted(ends_);
}

// The flags of sv_SE: X and U begin or stand in the middle, Y ends; v, f, s, h and w make a form
// that begins one; % is no word.
void SwedishWords::take_entry(std::string_view word, std::string_view flags) {
  const auto flag = [&](char c) { return flags.find(c) != std::string_view::npos; };
  if (flag('%') || !is_plain(word) || utf8_length(word) < 3) return;
  const std::string bare(word.ends_with('a') ? word.substr(0, word.size() - 1) : word);
  const auto begin = [&](const std::string& form) {
    if (utf8_length(form) >= kPartLettersMin) beginnings_.push_back(hash_of(form));
  };
  if (flag('X') || flag('U') || flag('s')) begin(std::string(word));
  if (flag('v') || flag('f')) begin(bare + 's');
  if (flag('h')) begin(bare + 'e');
  if (flag('w')) begin(bare + 'u');
  if (flag('Y')) ends_.push_back(hash_of(swedish_stem(word)));
}

bool SwedishWords::begins(std::string_view part) const { return has(beginnings_, part); }
bool SwedishWords::ends(std::string_view part) const {
  // Endings that look like words: myndigheten is nothing hot, and nothing styrande a duck.
  if (part.starts_with("hete") || part.starts_with("ande")) return false;
  return has(ends_, swedish_stem(part));
}

std::vector<std::string> SwedishWords::parts(std::string_view folded_word) const {
  if (is_empty() || !is_plain(folded_word) || is_one_word(folded_word)) return {};
  std::vector<std::size_t> letters;  // where each begins
  for (std::size_t at = 0; at < folded_word.size(); ++at) {
    if (begins_letter(folded_word[at])) letters.push_back(at);
  }
  const std::size_t count = letters.size();
  if (count < kWordLettersMin || count > kWordLettersMax) return {};
  const auto between = [&](std::size_t from, std::size_t to) {
    const std::size_t end = to < count ? letters[to] : folded_word.size();
    return folded_word.substr(letters[from], end - letters[from]);
  };
  // Two parts before three, and of two the longer last one: the head says what it is.
  for (std::size_t cut = kPartLettersMin; cut + kPartLettersMin <= count; ++cut) {
    if (begins(between(0, cut)) && ends(between(cut, count))) {
      return {stem_of_beginning(between(0, cut)), swedish_stem(between(cut, count))};
    }
  }
  for (std::size_t cut = kPartLettersMin; cut + 2 * kPartLettersMin <= count; ++cut) {
    if (!begins(between(0, cut))) continue;
    for (std::size_t next = cut + kPartLettersMin; next + kPartLettersMin <= count; ++next) {
      if (begins(between(cut, next)) && ends(between(next, count))) {
        return {stem_of_beginning(between(0, cut)), stem_of_beginning(between(cut, next)),
                swedish_stem(between(next, count))};
      }
    }
  }
  return {};
}

}  // namespace fika::search
