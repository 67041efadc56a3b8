// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/heading_words.h"

#include <cstddef>
#include <cstdint>

namespace fika {
namespace {

constexpr std::size_t kWordsBytesMax = 100;
struct Letter {
  std::uint32_t code;
  std::size_t size;
};
// Of well-formed UTF-8.
Letter letter_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t offset) {
    return at + offset < text.size() ? static_cast<std::uint8_t>(text[at + offset]) : 0U;
  };
  const std::uint32_t first = byte(0);
  if (first < 0x80) return {first, 1};
  if (first < 0xe0) return {(first & 0x1f) << 6 | (byte(1) & 0x3f), 2};
  if (first < 0xf0) {
    return {(first & 0x0f) << 12 | (byte(1) & 0x3f) << 6 | (byte(2) & 0x3f), 3};
  }
  return {(first & 0x07) << 18 | (byte(1) & 0x3f) << 12 | (byte(2) & 0x3f) << 6 | (byte(3) & 0x3f),
          4};
}

// Signs and spaces outside ASCII: of Latin-1, the general and the Chinese and Japanese punctuation,
// marks of direction and of variants. Of other scripts all is kept.
bool is_sign(std::uint32_t code) {
  return (code >= 0x80 && code <= 0xbf && code != 0xaa && code != 0xb5 && code != 0xba) ||
         code == 0xd7 || code == 0xf7 || (code >= 0x2000 && code <= 0x2bff) ||
         (code >= 0x3000 && code <= 0x303f && code != 0x3005) ||
         (code >= 0xfe00 && code <= 0xfe0f) || code == 0xfeff || (code >= 0xff01 && code <= 0xff0f);
}
bool is_space(std::uint32_t code) {
  return code <= ' ' || code == '-' || code == 0xa0 || (code >= 0x2000 && code <= 0x200a) ||
         (code >= 0x2010 && code <= 0x2015) || code == 0x2028 || code == 0x2029 || code == 0x3000;
}

// Latin-1 and the rest of western Latin, Greek and Cyrillic: what has a plain pair.
std::uint32_t lower(std::uint32_t code) {
  if (code >= 'A' && code <= 'Z') return code + 32;
  if (code >= 0xc0 && code <= 0xde && code != 0xd7) return code + 32;
  if ((code >= 0x100 && code <= 0x12f) || (code >= 0x132 && code <= 0x137) ||
      (code >= 0x14a && code <= 0x177)) {
    return code | 1;
  }
  if ((code >= 0x139 && code <= 0x148) || (code >= 0x179 && code <= 0x17e)) {
    return code + (code & 1);
  }
  if (code == 0x178) return 0xff;
  if (code >= 0x391 && code <= 0x3ab && code != 0x3a2) return code + 32;
  if (code >= 0x410 && code <= 0x42f) return code + 32;
  if (code >= 0x400 && code <= 0x40f) return code + 80;
  return code;
}

void append(std::string& text, std::string_view original, std::uint32_t code) {
  const std::uint32_t small = lower(code);
  if (small == code) {
    text += original;
  } else if (small < 0x80) {
    text += static_cast<char>(small);
  } else {  // none of those above has more than two bytes
    text += static_cast<char>(0xc0 | small >> 6);
    text += static_cast<char>(0x80 | (small & 0x3f));
  }
}

}  // namespace

std::string heading_words(std::string_view text) {
  std::string words;
  bool is_apart = false;
  for (std::size_t at = 0; at < text.size();) {
    const auto [code, size] = letter_at(text, at);
    const std::string_view original = text.substr(at, size);
    at += size;
    const bool is_ascii_sign = code < 0x80 && code > ' ' && code != '_' &&
                               !(code >= '0' && code <= '9') && !(code >= 'a' && code <= 'z') &&
                               !(code >= 'A' && code <= 'Z');
    if (is_space(code)) {
      is_apart = true;
    } else if (!is_ascii_sign && code != 0x7f && !is_sign(code)) {
      if (words.size() + size + 1 > kWordsBytesMax) break;
      if (is_apart && !words.empty()) words += '-';
      is_apart = false;
      append(words, original, code);
    }
  }
  return words;
}

}  // namespace fika
