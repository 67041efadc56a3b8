// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/word_cutter.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include "base/check.h"
#include "base/code_point.h"

namespace fika::search {
namespace {

constexpr std::size_t kNamePartsMax = 16;
constexpr std::size_t kSignedLettersMax = 3;
// More marks than fit are an ornament.
constexpr std::size_t kSpellingBytesMax = 1024;
// Of a pair.
constexpr std::size_t kUnitBytesMax = kWordBytesMax / 2;

enum class Class : std::uint8_t { kOther, kLetter, kDigit, kMark, kPaired, kJoiner };

Class class_of(UChar32 code) {
  if (code < 0x80) {
    if ((code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z')) return Class::kLetter;
    return code >= '0' && code <= '9' ? Class::kDigit : Class::kOther;
  }
  if (code == 0xad || code == 0x200c || code == 0x200d || code == 0x2060 || code == 0xfeff) {
    return Class::kJoiner;
  }
  const auto mask = U_GET_GC_MASK(code);
  if ((mask & U_GC_M_MASK) != 0) return Class::kMark;
  if ((mask & U_GC_N_MASK) != 0) return Class::kDigit;
  if ((mask & U_GC_L_MASK) == 0) return Class::kOther;
  if (code < 0xe00) return Class::kLetter;  // Latin to Hebrew, Arabic and the scripts of India
  UErrorCode error = U_ZERO_ERROR;
  switch (uscript_getScript(code, &error)) {
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_KATAKANA_OR_HIRAGANA:
    case USCRIPT_HANGUL:
    case USCRIPT_BOPOMOFO:
    case USCRIPT_THAI:
    case USCRIPT_LAO:
    case USCRIPT_KHMER:
    case USCRIPT_MYANMAR:
    case USCRIPT_TIBETAN:
      return Class::kPaired;
    default:
      // The mark that makes a Japanese vowel long belongs to no script.
      return code == 0x30fc || code == 0xff70 ? Class::kPaired : Class::kLetter;
  }
}

bool is_apostrophe(UChar32 code) { return code == '\'' || code == 0x2019 || code == 0x2bc; }
bool is_hyphen(UChar32 code) { return code == '-' || code == 0x2010 || code == 0x2011; }

// Between two characters.
std::string_view cut_to(std::string_view text, std::size_t size_max) {
  if (text.size() <= size_max) return text;
  std::size_t end = size_max;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
  return text.substr(0, end);
}

void make_apostrophes_plain(std::string& word) {
  for (std::size_t at = 0; at < word.size(); ++at) {
    if (word.compare(at, 3, "\xe2\x80\x99") == 0) word.replace(at, 3, "'");
    if (word.compare(at, 2, "\xca\xbc") == 0) word.replace(at, 2, "'");
  }
}

// The parts of a name as it is spelt: at underscores, before a capital, before digits.
std::vector<std::string> name_parts(std::string_view spelling) {
  std::vector<std::string> parts;
  std::size_t from = 0;
  bool is_name = false;
  const auto end_part = [&](std::size_t end) {
    if (end > from && parts.size() < kNamePartsMax) {
      if (std::string part = folded(spelling.substr(from, end - from)); part.size() > 1) {
        parts.push_back(std::move(part));
      }
    }
    from = end;
  };
  // Before a lower-case letter the last of several capitals begins the part: HTTPServer.
  bool was_upper = false, was_lower = false, was_digit = false;
  std::size_t last = 0;
  for (std::size_t at = 0; at < spelling.size();) {
    const std::size_t begin = at;
    const auto code = static_cast<UChar32>(next_code_point(spelling, at));
    const bool is_upper = u_isupper(code) != 0, is_lower = u_islower(code) != 0;
    const bool is_digit = u_isdigit(code) != 0;
    if (code == '_') {
      end_part(begin);
      from = at;
      is_name = true;
    } else if (is_upper && was_lower) {
      end_part(begin);
      is_name = true;
    } else if (is_lower && was_upper && last > from) {
      end_part(last);
      is_name = true;
    } else if (is_digit != was_digit && begin > from && is_name) {
      end_part(begin);
    }
    was_upper = is_upper;
    was_lower = is_lower;
    was_digit = is_digit;
    last = begin;
  }
  if (!is_name) return {};
  end_part(spelling.size());
  return parts;
}

}  // namespace

std::string folded(std::string_view word) {
  const bool is_ascii =
      std::ranges::all_of(word, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  std::string result;
  if (is_ascii) {
    result = word.substr(0, kWordBytesMax);
    for (char& c : result) {
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return result;
  }
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* const form = icu::Normalizer2::getNFKCCasefoldInstance(error);
  FIKA_CHECK(U_SUCCESS(error));
  icu::StringByteSink<std::string> sink(&result);
  form->normalizeUTF8(0, icu::StringPiece(word.data(), static_cast<std::int32_t>(word.size())),
                      sink, nullptr, error);
  FIKA_CHECK(U_SUCCESS(error));
  result.resize(cut_to(result, kWordBytesMax).size());
  return result;
}

struct WordCutter::Letter {
  UChar32 code = 0;
  std::size_t size = 0;  // 0: the text's end
  Class kind = Class::kOther;
};

WordCutter::Letter WordCutter::letter_at(std::size_t at) const {
  if (at >= text_.size()) return {};
  std::size_t end = at;
  const auto code = static_cast<UChar32>(next_code_point(text_, end));
  return {code, end - at, class_of(code)};
}

bool WordCutter::is_word_at(std::size_t at) const {
  const Class kind = letter_at(at).kind;
  return kind == Class::kLetter || kind == Class::kDigit;
}

bool WordCutter::is_joint(std::size_t at, bool is_behind_digit, bool is_behind_letter) const {
  const Letter joint = letter_at(at);
  const std::size_t behind = at + joint.size;
  if (joint.kind == Class::kJoiner || joint.code == '_') return is_word_at(behind);
  if (joint.code == '.' || joint.code == ',') {
    return is_behind_digit && letter_at(behind).kind == Class::kDigit;
  }
  if (!is_apostrophe(joint.code) || !is_behind_letter) return false;
  std::size_t end = behind, letters = 0;
  while (letters < 3 && letter_at(end).kind == Class::kLetter) {
    end += letter_at(end).size;
    ++letters;
  }
  return letters > 0 && letters < 3 && !is_word_at(end);
}

void WordCutter::skip_to_word() {
  while (at_ < text_.size()) {
    const Letter letter = letter_at(at_);
    if (letter.kind == Class::kLetter || letter.kind == Class::kDigit ||
        letter.kind == Class::kPaired) {
      return;
    }
    at_ += letter.size;
  }
}

std::optional<Word> WordCutter::cut_word() {
  const std::size_t begin = at_;
  std::size_t letters = 0;
  bool has_apostrophe = false, has_digit = false, is_behind_digit = false, is_behind_letter = false;
  for (; at_ < text_.size(); ++letters) {
    const Letter letter = letter_at(at_);
    const bool is_part = letter.kind == Class::kLetter || letter.kind == Class::kDigit ||
                         letter.kind == Class::kMark;
    if (!is_part && !is_joint(at_, is_behind_digit, is_behind_letter)) break;
    if (is_apostrophe(letter.code)) has_apostrophe = true;
    is_behind_digit = letter.kind == Class::kDigit;
    is_behind_letter =
        letter.kind == Class::kLetter || (is_behind_letter && letter.kind == Class::kMark);
    has_digit = has_digit || is_behind_digit;
    at_ += letter.size;
  }
  if (letters <= kSignedLettersMax && !has_digit) {
    std::size_t end = at_;
    while (end < text_.size() && end < at_ + 2 && (text_[end] == '+' || text_[end] == '#')) ++end;
    if (!is_word_at(end)) at_ = end;
  }
  // What does not fit a term anyway need not be normalised; marks may multiply.
  std::string spelling(cut_to(text_.substr(begin, at_ - begin), kSpellingBytesMax));
  if (has_apostrophe) make_apostrophes_plain(spelling);
  Word word;
  word.text = folded(spelling);
  if (word.text.empty()) return std::nullopt;
  word.begin = begin;
  word.end = at_;
  word.position = ++position_;
  if (spelling.size() <= kWordBytesMax) word.name_parts = name_parts(spelling);
  return word;
}

std::optional<Word> WordCutter::cut_pair() {
  Unit next{.text = {}, .begin = at_, .end = at_};
  bool is_unit = letter_at(at_).kind == Class::kPaired;
  if (is_unit) {
    at_ += letter_at(at_).size;
    while (letter_at(at_).kind == Class::kMark) at_ += letter_at(at_).size;
    next.end = at_;
    next.text = folded(cut_to(text_.substr(next.begin, at_ - next.begin), kUnitBytesMax));
    next.text.resize(cut_to(next.text, kUnitBytesMax).size());
    is_unit = !next.text.empty();  // there are letters that are nothing but room
  }
  std::optional<Word> word;
  if (unit_ && (is_unit || is_unit_alone_)) {
    word.emplace();
    word->text = is_unit ? unit_->text + next.text : unit_->text;
    word->position = ++position_;
    word->begin = unit_->begin;
    word->end = is_unit ? next.end : unit_->end;
    word->is_pair = true;
  }
  is_unit_alone_ = !unit_;
  unit_.reset();
  if (is_unit) unit_ = std::move(next);
  return word;
}

std::optional<Word> WordCutter::cut() {
  while (true) {
    std::optional<Word> word;
    if (unit_) {
      word = cut_pair();
    } else {
      skip_to_word();
      if (at_ >= text_.size()) return std::nullopt;
      if (letter_at(at_).kind == Class::kPaired) {
        word = cut_pair();
      } else {
        word = cut_word();
      }
    }
    if (word) return word;
  }
}

bool WordCutter::is_hyphen_before(std::size_t at) const {
  const Letter letter = letter_at(at);
  return is_hyphen(letter.code) && is_word_at(at + letter.size);
}

std::optional<Word> WordCutter::next() {
  std::optional<Word> word = std::exchange(pending_, std::nullopt);
  if (!word) word = cut();
  if (!word || word->is_pair || !is_hyphen_before(word->end)) return word;
  if (letter_at(word->begin).kind != Class::kLetter) return word;
  pending_ = cut();
  if (pending_ && !pending_->is_pair &&
      word->text.size() + pending_->text.size() <= kWordBytesMax) {
    word->joined = word->text + pending_->text;
  }
  return word;
}

}  // namespace fika::search
