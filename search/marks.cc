// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/marks.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <tuple>
#include <utility>

#include "search/plain_letters.h"

namespace fika::search {
namespace {

constexpr std::size_t kNeedlesMax = 16;
constexpr std::size_t kFoundMax = 256;  // places of needles in one text

bool is_space(char c) { return static_cast<unsigned char>(c) <= 0x20 || c == 0x7F; }
bool is_inside_letter(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

// What all of these begin with; at least three letters, or all of the word.
std::string shared_beginning(std::string_view word, const Forms& forms) {
  std::size_t size = word.size();
  for (const std::string_view stem :
       {std::string_view(forms.swedish), std::string_view(forms.english)}) {
    if (stem.empty()) continue;
    const auto differs = std::ranges::mismatch(word.substr(0, size), stem).in1;
    size = static_cast<std::size_t>(differs - word.begin());
  }
  while (size > 0 && size < word.size() && is_inside_letter(word[size])) --size;
  return plain_letters(size >= 3 ? word.substr(0, size) : word).text;
}

// Appends text to pieces with each run of white space as one space.
class Pieces {
 public:
  void add(std::string_view text, bool is_marked) {
    if (pieces_.empty() || pieces_.back().is_marked != is_marked) {
      // A space between two marked words joins neither.
      pieces_.push_back({.text = {}, .is_marked = is_marked});
    }
    std::string& out = pieces_.back().text;
    for (const char c : text) {
      if (!is_space(c)) {
        out.push_back(c);
        after_space_ = false;
      } else if (!after_space_) {
        out.push_back(' ');
        after_space_ = true;
      }
    }
    if (out.empty()) pieces_.pop_back();
  }

  std::vector<Piece> take() {
    if (!pieces_.empty() && pieces_.back().text.ends_with(' ')) {
      pieces_.back().text.pop_back();
      if (pieces_.back().text.empty()) pieces_.pop_back();
    }
    return std::move(pieces_);
  }

 private:
  std::vector<Piece> pieces_;
  bool after_space_ = true;
};

}  // namespace

Marks::Marks(const Analyser& analyser, const WantedUnits& units) : analyser_(analyser) {
  for (const WantedUnit& unit : units) {
    if (unit.is_excluded || unit.is_everywhere) continue;
    for (const WantedWord& word : unit.words) want(word, unit.is_partial);
    for (const auto& synonym : unit.synonyms) {
      for (const WantedWord& word : synonym) want(word, false);
    }
  }
}

void Marks::want(const WantedWord& wanted, bool is_partial) {
  const auto add = [](std::unordered_set<std::string>& to, const std::string& form) {
    if (!form.empty()) to.insert(form);
  };
  const auto look_for = [&](std::string needle) {
    if (needle.empty() || needles_.size() == kNeedlesMax) return;
    if (std::ranges::find(needles_, needle) == needles_.end())
      needles_.push_back(std::move(needle));
  };
  add(words_, wanted.word.text);
  add(words_, wanted.word.joined);
  add(swedish_, wanted.forms.swedish);
  add(english_, wanted.forms.english);
  add(folded_, plain_letters(wanted.word.text).text);
  for (const std::string& part : wanted.forms.parts) add(parts_, part);
  if (is_partial) {
    beginnings_.push_back(plain_letters(wanted.word.text).text);
    look_for(beginnings_.back());
    return;
  }
  look_for(shared_beginning(wanted.word.text, wanted.forms));
  for (const std::string& part : wanted.forms.parts) look_for(plain_letters(part).text);
}

bool Marks::matches(std::string_view folded, const Forms& forms, std::string_view text) const {
  const std::string word(text);
  if (words_.contains(word) || swedish_.contains(forms.swedish) ||
      english_.contains(forms.english) || folded_.contains(std::string(folded)) ||
      parts_.contains(forms.swedish) || parts_.contains(forms.english)) {
    return true;
  }
  return std::ranges::any_of(forms.parts, [&](const std::string& part) {
    return swedish_.contains(part) || english_.contains(part) || parts_.contains(part);
  });
}

bool Marks::is_wanted(const Word& word) {
  const std::string folded = plain_letters(word.text).text;
  for (const std::string& beginning : beginnings_) {
    if (folded.starts_with(beginning)) return true;
  }
  const bool is_near = std::ranges::any_of(
      needles_, [&](const std::string& needle) { return folded.contains(needle); });
  if (!is_near) return false;
  const auto [known, is_new] = known_.try_emplace(word.text, false);
  if (is_new) known->second = matches(folded, analyser_.forms(word), word.text);
  return known->second;
}

std::vector<Piece> Marks::mark(std::string_view text) {
  Pieces pieces;
  std::size_t done = 0;
  analyser_.for_each_word(text, [&](Word&& word) {
    // Pairs overlap.
    if (word.end > done && is_wanted(word)) {
      const std::size_t begin = std::max(word.begin, done);
      if (begin > done) pieces.add(text.substr(done, begin - done), false);
      pieces.add(text.substr(begin, word.end - begin), true);
      done = word.end;
    }
    return true;
  });
  if (done < text.size()) pieces.add(text.substr(done), false);
  return pieces.take();
}

std::vector<Piece> Marks::title(std::string_view text) { return mark(text); }

Marks::Stretch Marks::best_stretch(std::string_view text) const {
  struct Found {
    std::size_t at = 0, needle = 0;
  };
  const PlainLetters plain = plain_letters(text);
  std::vector<Found> found;
  for (std::size_t needle = 0; needle < needles_.size(); ++needle) {
    const std::string& sought = needles_[needle];
    const std::size_t share = kFoundMax / needles_.size();
    std::size_t at = 0;
    for (std::size_t count = 0; count < share && at < plain.text.size(); ++count) {
      const void* place =
          ::memmem(plain.text.data() + at, plain.text.size() - at, sought.data(), sought.size());
      if (place == nullptr) break;
      at = static_cast<std::size_t>(static_cast<const char*>(place) - plain.text.data());
      found.push_back({at, needle});
      at += sought.size();
    }
  }
  if (found.empty()) return {};
  std::ranges::sort(found, {}, &Found::at);
  // From each place on: how many different words, then how many words.
  constexpr std::size_t kAround = kSnippetBytes * 2 / 3;
  std::size_t best = 0, best_value = 0;
  for (std::size_t first = 0; first < found.size(); ++first) {
    std::array<bool, kNeedlesMax> is_there{};
    std::size_t value = 0;
    for (std::size_t i = first; i < found.size() && found[i].at < found[first].at + kAround; ++i) {
      value += std::exchange(is_there[found[i].needle], true) ? 1 : 8;
    }
    if (value > best_value) std::tie(best, best_value) = std::pair(first, value);
  }
  const std::size_t begin = plain.begins[found[best].at];
  return {begin, begin + 1};
}

std::vector<Piece> Marks::snippet(std::string_view text) {
  constexpr std::size_t kBefore = kSnippetBytes / 5;
  constexpr std::size_t kToSpaceMax = 40;
  const auto [found, found_end] = best_stretch(text);
  std::size_t begin = found_end == 0 || found <= kBefore ? 0 : found - kBefore;
  if (text.size() - begin < kSnippetBytes) {
    begin = text.size() > kSnippetBytes ? text.size() - kSnippetBytes : 0;
  }
  std::size_t end = std::min(text.size(), begin + kSnippetBytes);
  // Cut at white space where some is near, and between two letters otherwise.
  const auto inside = [&](std::size_t at) {
    return at < text.size() && is_inside_letter(text[at]);
  };
  if (begin > 0) {
    std::size_t at = begin;
    while (at < found && at < begin + kToSpaceMax && !is_space(text[at])) ++at;
    if (at < text.size() && is_space(text[at])) begin = at;
    while (inside(begin)) ++begin;
  }
  if (end < text.size()) {
    std::size_t at = end;
    while (at > begin && end - at < kToSpaceMax && !is_space(text[at])) --at;
    if (at > std::max(begin, found_end) && is_space(text[at])) end = at;
    while (inside(end)) --end;
  }
  std::vector<Piece> pieces = mark(text.substr(begin, end - begin));
  const auto lengthen = [&](bool at_front) {
    const auto place = at_front ? pieces.begin() : pieces.end();
    Piece& near = at_front ? pieces.front() : pieces.back();
    if (near.is_marked) {
      pieces.insert(place, {.text = at_front ? "… " : " …", .is_marked = false});
    } else {
      near.text = at_front ? "… " + near.text : near.text + " …";
    }
  };
  if (pieces.empty()) return pieces;
  if (begin > 0) lengthen(true);
  if (end < text.size()) lengthen(false);
  return pieces;
}

}  // namespace fika::search
