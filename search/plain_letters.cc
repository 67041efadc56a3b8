// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/plain_letters.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

namespace fika::search {
namespace {

// The letters from U+00E0 to U+00FF, without what stands above or through them.
constexpr std::string_view kLatin = "aaaaaaaceeeeiiiidnooooo/ouuuuyty";

}  // namespace

PlainLetters plain_letters(std::string_view source) {
  PlainLetters plain;
  plain.text.reserve(source.size());
  plain.begins.reserve(source.size());
  const auto put = [&](char letter, std::uint32_t begin) {
    plain.text.push_back(letter);
    plain.begins.push_back(begin);
  };
  const auto size = static_cast<std::int32_t>(source.size());
  for (std::int32_t at = 0; at < size;) {
    const auto begin = static_cast<std::uint32_t>(at);
    const char first = source[begin];
    if (static_cast<unsigned char>(first) < 0x80) {
      put(first >= 'A' && first <= 'Z' ? static_cast<char>(first + ('a' - 'A')) : first, begin);
      ++at;
      continue;
    }
    UChar32 letter = 0;
    U8_NEXT(source.data(), at, size, letter);
    // Accents that stand by themselves, and what is not to be seen.
    if ((letter >= 0x300 && letter < 0x370) || letter == 0xAD || letter < 0) continue;
    letter = u_foldCase(letter, U_FOLD_CASE_DEFAULT);
    if (letter >= 0xE0 && letter <= 0xFF) {
      put(kLatin[static_cast<std::size_t>(letter - 0xE0)], begin);
      continue;
    }
    char bytes[U8_MAX_LENGTH];
    std::int32_t length = 0;
    U8_APPEND_UNSAFE(bytes, length, letter);
    for (std::int32_t i = 0; i < length; ++i) put(bytes[i], begin);
  }
  return plain;
}

}  // namespace fika::search
