// SPDX-License-Identifier: GPL-3.0-or-later
// One sign of a text after the other.
#pragma once

#include <cstddef>
#include <string_view>

namespace fika {

// The code point that begins at `at`, which is below the size of `text`; moves `at` behind it.
// U+FFFD for bytes that are no UTF-8. Never reads beyond the text.
char32_t decode_code_point(std::string_view text, std::size_t& at);

inline char32_t next_code_point(std::string_view text, std::size_t& at) {
  const auto byte = static_cast<unsigned char>(text[at]);
  if (byte >= 0x80) return decode_code_point(text, at);
  ++at;
  return byte;
}

}  // namespace fika
