// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/plain_letters.h"

#include <unicode/uchar.h>

#include "base/code_point.h"

namespace fika::search {
namespace {

// The letters from U+00E0 to U+00FF, without what stands above or through them.
constexpr std::string_view kLatin = "aaaaaaaceeeeiiiidnooooo/ouuuuyty";

}  // namespace

void append_utf8(std::string& text, char32_t letter) {
  const auto put = [&](char32_t byte) { text.push_back(static_cast<char>(byte)); };
  const auto put_rest = [&](int shift) { put(0x80U | ((letter >> shift) & 0x3FU)); };
  if (letter < 0x80) {
    put(letter);
  } else if (letter < 0x800) {
    put(0xC0U | (letter >> 6));
  } else if (letter < 0x10000) {
    put(0xE0U | (letter >> 12));
    put_rest(6);
  } else {
    put(0xF0U | (letter >> 18));
    put_rest(12);
    put_rest(6);
  }
  if (letter >= 0x80) put_rest(0);
}

PlainLetters plain_letters(std::string_view source) {
  PlainLetters plain;
  plain.text.reserve(source.size());
  plain.begins.reserve(source.size());
  const auto put = [&](char letter, std::uint32_t begin) {
    plain.text.push_back(letter);
    plain.begins.push_back(begin);
  };
  for (std::size_t at = 0; at < source.size();) {
    const auto begin = static_cast<std::uint32_t>(at);
    const char first = source[at];
    if (static_cast<unsigned char>(first) < 0x80) {
      put(first >= 'A' && first <= 'Z' ? static_cast<char>(first + ('a' - 'A')) : first, begin);
      ++at;
      continue;
    }
    auto letter = static_cast<UChar32>(next_code_point(source, at));
    // Accents that stand by themselves, and what is not to be seen.
    if ((letter >= 0x300 && letter < 0x370) || letter == 0xAD) continue;
    letter = u_foldCase(letter, U_FOLD_CASE_DEFAULT);
    if (letter >= 0xE0 && letter <= 0xFF) {
      put(kLatin[static_cast<std::size_t>(letter - 0xE0)], begin);
      continue;
    }
    append_utf8(plain.text, static_cast<char32_t>(letter));
    plain.begins.resize(plain.text.size(), begin);
  }
  return plain;
}

}  // namespace fika::search
