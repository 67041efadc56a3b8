// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/passages/following.h"

#include <algorithm>
#include <iterator>
#include <string>

#include "server/merging/characters.h"

namespace fika::domain {
namespace {

using merging::Edit;
using merging::Range;

// Words of both texts that are compared, beyond the ends that they have in
// common: a twentieth of a second at the worst. With more, passages are found
// by their words alone.
constexpr std::size_t kComparedWordsMax = 32'000;
// Places with the same words that are looked at.
constexpr std::size_t kFoundMax = 1'000;

// The word that holds the byte; `words` cover their text.
std::size_t word_at(const std::vector<Range>& words, std::size_t byte) {
  const auto after = std::ranges::upper_bound(words, byte, {}, &Range::begin);
  return static_cast<std::size_t>(std::distance(words.begin(), after)) - 1;
}

std::size_t distance_between(std::size_t a, std::size_t b) { return a < b ? b - a : a - b; }

bool overlap(const Range& a, const Range& b) { return a.begin < b.end && b.begin < a.end; }

}  // namespace

Following::Following(std::string_view before, std::string_view after)
    : before_(before),
      after_(after),
      old_words_(merging::words_of(before)),
      new_words_(merging::words_of(after)) {}

Result<Following> Following::between(std::string_view before, std::string_view after) {
  Following following(before, after);
  merging::Numbering numbering;
  const auto old_numbers = numbering.numbers_of(before, following.old_words_);
  const auto new_numbers = numbering.numbers_of(after, following.new_words_);
  TRY(merging::Edits edits, merging::edits_between(old_numbers, new_numbers, kComparedWordsMax));
  following.to_.assign(old_numbers.size(), kNone);
  following.from_.assign(new_numbers.size(), kNone);
  std::size_t old_at = 0, new_at = 0;
  const auto keep_until = [&](std::size_t end) {
    for (; old_at < end; ++old_at, ++new_at) {
      following.to_[old_at] = static_cast<std::uint32_t>(new_at);
      following.from_[new_at] = static_cast<std::uint32_t>(old_at);
    }
  };
  for (const Edit& edit : edits.list) {
    keep_until(edit.before.begin);
    old_at = edit.before.end;
    new_at = edit.after.end;
  }
  keep_until(old_numbers.size());
  following.edits_ = std::move(edits.list);
  return following;
}

bool Following::is_blank(const Range& word) const {
  return before_.find_first_not_of(" \t\n\r", word.begin) >= word.end;
}

std::optional<Following::Rest> Following::rest_of(const Range& place, std::size_t first,
                                                  std::size_t last) const {
  Rest rest;
  std::optional<std::size_t> first_left, last_left;
  for (std::size_t i = first; i <= last; ++i) {
    const bool counts = !is_blank(old_words_[i]);
    rest.words_before += counts ? 1 : 0;
    if (to_[i] == kNone || !counts) continue;
    ++rest.words;
    if (!first_left) first_left = i;
    last_left = i;
  }
  if (!first_left) return std::nullopt;
  rest.at = {new_words_[to_[*first_left]].begin, new_words_[to_[*last_left]].end};
  // At either end: the very place within a word, or what was written instead of
  // words of its own.
  if (to_[first] != kNone) {
    rest.at.begin = new_words_[to_[first]].begin + place.begin - old_words_[first].begin;
  } else {
    const auto edit = std::ranges::find_if(edits_, [&](const Edit& one) {
      return one.before.begin == first && !one.before.is_empty();
    });
    if (edit != edits_.end() && !edit->after.is_empty()) {
      rest.at.begin = new_words_[edit->after.begin].begin;
    }
  }
  if (to_[last] != kNone) {
    rest.at.end = new_words_[to_[last]].end - (old_words_[last].end - place.end);
  } else {
    const auto edit = std::ranges::find_if(edits_, [&](const Edit& one) {
      return one.before.end == last + 1 && !one.before.is_empty();
    });
    if (edit != edits_.end() && !edit->after.is_empty()) {
      rest.at.end = new_words_[edit->after.end - 1].end;
    }
  }
  return rest;
}

// Whether words found in the new text may be those of the old places `first` to
// `last`: not when each of them is known to be another one, unless they stand
// between the same neighbours.
bool Following::is_untouched(const Range& found, std::size_t first, std::size_t last) const {
  const std::size_t begin = word_at(new_words_, found.begin);
  const std::size_t end = word_at(new_words_, found.end - 1);
  for (std::size_t i = begin; i <= end; ++i) {
    if (from_[i] == kNone || (from_[i] >= first && from_[i] <= last)) return true;
  }
  const auto same = [&](std::size_t old_word, std::size_t new_word) {
    return old_words_[old_word].of(before_) == new_words_[new_word].of(after_);
  };
  const bool is_same_before =
      first > 1 && begin > 1 && same(first - 1, begin - 1) && same(first - 2, begin - 2);
  const bool is_same_after = last + 2 < old_words_.size() && end + 2 < new_words_.size() &&
                             same(last + 1, end + 1) && same(last + 2, end + 2);
  return is_same_before && is_same_after;
}

// Where in the new text, in bytes, what stood at the old place would stand.
std::size_t Following::nearest_place(std::size_t first) const {
  for (std::size_t i = first; i < to_.size(); ++i) {
    if (to_[i] != kNone) return new_words_[to_[i]].begin;
  }
  return after_.size();
}

std::optional<Range> Following::follow(const Range& place) const {
  if (place.is_empty() || place.end > before_.size()) return std::nullopt;
  const std::size_t first = word_at(old_words_, place.begin);
  const std::size_t last = word_at(old_words_, place.end - 1);
  const std::string_view words = place.of(before_);
  const auto rest = rest_of(place, first, last);
  if (rest && rest->at.of(after_) == words) return rest->at;
  const bool is_mostly_left = rest && rest->words * 2 >= rest->words_before;
  const std::size_t wanted = rest ? rest->at.begin : nearest_place(first);
  std::optional<Range> found;
  std::size_t count = 0;
  for (std::size_t at = after_.find(words); at != after_.npos && count < kFoundMax; ++count) {
    const Range one{at, at + words.size()};
    const bool fits = is_mostly_left ? overlap(one, rest->at) : is_untouched(one, first, last);
    if (fits && (!found || distance_between(at, wanted) < distance_between(found->begin, wanted))) {
      found = one;
    }
    at = after_.find(words, at + 1);
  }
  if (found) return found;
  return rest ? std::optional(rest->at) : std::nullopt;
}

std::optional<Range> Following::come_back(std::string_view words) const {
  if (words.empty()) return std::nullopt;
  std::size_t count = 0;
  for (std::size_t at = after_.find(words); at != after_.npos && count < kFoundMax; ++count) {
    const Range one{at, at + words.size()};
    for (std::size_t i = word_at(new_words_, one.begin); i <= word_at(new_words_, one.end - 1);
         ++i) {
      if (from_[i] == kNone) return one;
    }
    at = after_.find(words, at + 1);
  }
  return std::nullopt;
}

namespace {

// The letters and digits of a text, and where each byte of them stands in it.
struct Read {
  std::string letters;
  std::vector<std::size_t> places;
};

Read read_of(std::string_view text, bool is_markdown) {
  Read read;
  for (std::size_t at = 0; at < text.size();) {
    if (is_markdown && text.substr(at).starts_with("](")) {
      const std::size_t end = text.find_first_of(")\n", at);
      at = end == text.npos ? text.size() : end;
      continue;
    }
    const merging::Character character = merging::character_at(text, at);
    if (character.sign == merging::Sign::kWord || character.sign == merging::Sign::kAlone ||
        character.sign == merging::Sign::kExtends) {
      for (std::size_t i = 0; i < character.size; ++i) read.places.push_back(at + i);
      read.letters += text.substr(at, character.size);
    }
    at += character.size;
  }
  return read;
}

}  // namespace

std::optional<Range> find_as_read(std::string_view markdown, std::string_view words) {
  const std::size_t exact = words.empty() ? markdown.npos : markdown.find(words);
  if (exact != markdown.npos) return Range{exact, exact + words.size()};
  const Read wanted = read_of(words, false);
  if (wanted.letters.empty()) return std::nullopt;
  const Read read = read_of(markdown, true);
  const std::size_t at = read.letters.find(wanted.letters);
  if (at == read.letters.npos) return std::nullopt;
  return Range{read.places[at], read.places[at + wanted.letters.size() - 1] + 1};
}

}  // namespace fika::domain
