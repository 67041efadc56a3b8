// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/merging/characters.h"

#include <algorithm>
#include <array>

namespace fika::merging {
namespace {

struct Stretch {
  char32_t first, last;
  Sign sign;
};

// In ascending order; what is in none is part of a word.
constexpr std::array kStretches = {
    Stretch{0x85, 0x85, Sign::kSpace},
    Stretch{0xa0, 0xa0, Sign::kSpace},
    Stretch{0xa1, 0xa9, Sign::kMark},
    Stretch{0xab, 0xb1, Sign::kMark},
    Stretch{0xb4, 0xb4, Sign::kMark},
    Stretch{0xb6, 0xb8, Sign::kMark},
    Stretch{0xbb, 0xbb, Sign::kMark},
    Stretch{0xbf, 0xbf, Sign::kMark},
    Stretch{0xd7, 0xd7, Sign::kMark},
    Stretch{0xf7, 0xf7, Sign::kMark},
    Stretch{0x300, 0x36f, Sign::kExtends},
    Stretch{0x483, 0x489, Sign::kExtends},
    Stretch{0x591, 0x5bd, Sign::kExtends},
    Stretch{0x60c, 0x60c, Sign::kMark},
    Stretch{0x61b, 0x61b, Sign::kMark},
    Stretch{0x61f, 0x61f, Sign::kMark},
    Stretch{0x64b, 0x65f, Sign::kExtends},
    Stretch{0x6d4, 0x6d4, Sign::kMark},
    Stretch{0x964, 0x965, Sign::kMark},
    // Thai and Lao.
    Stretch{0xe01, 0xe30, Sign::kAlone},
    Stretch{0xe31, 0xe31, Sign::kExtends},
    Stretch{0xe32, 0xe33, Sign::kAlone},
    Stretch{0xe34, 0xe3a, Sign::kExtends},
    Stretch{0xe40, 0xe46, Sign::kAlone},
    Stretch{0xe47, 0xe4e, Sign::kExtends},
    Stretch{0xe81, 0xeb0, Sign::kAlone},
    Stretch{0xeb1, 0xeb1, Sign::kExtends},
    Stretch{0xeb2, 0xeb3, Sign::kAlone},
    Stretch{0xeb4, 0xebc, Sign::kExtends},
    Stretch{0xec0, 0xec6, Sign::kAlone},
    Stretch{0xec8, 0xecd, Sign::kExtends},
    Stretch{0x1680, 0x1680, Sign::kSpace},
    Stretch{0x1ab0, 0x1aff, Sign::kExtends},
    Stretch{0x1dc0, 0x1dff, Sign::kExtends},
    Stretch{0x2000, 0x200a, Sign::kSpace},
    Stretch{0x200d, 0x200d, Sign::kJoiner},
    Stretch{0x2010, 0x2027, Sign::kMark},
    Stretch{0x2028, 0x2029, Sign::kSpace},
    Stretch{0x202f, 0x202f, Sign::kSpace},
    Stretch{0x2030, 0x205e, Sign::kMark},
    Stretch{0x205f, 0x205f, Sign::kSpace},
    Stretch{0x20a0, 0x20cf, Sign::kMark},
    Stretch{0x20d0, 0x20ff, Sign::kExtends},
    Stretch{0x2190, 0x22ff, Sign::kMark},
    Stretch{0x2300, 0x23ff, Sign::kPicture},
    Stretch{0x2400, 0x25ff, Sign::kMark},
    Stretch{0x2600, 0x27bf, Sign::kPicture},
    Stretch{0x27c0, 0x2aff, Sign::kMark},
    Stretch{0x2b00, 0x2bff, Sign::kPicture},
    Stretch{0x3000, 0x3000, Sign::kSpace},
    Stretch{0x3001, 0x3004, Sign::kMark},
    Stretch{0x3005, 0x3007, Sign::kAlone},
    Stretch{0x3008, 0x3020, Sign::kMark},
    Stretch{0x3030, 0x303f, Sign::kMark},
    Stretch{0x3041, 0x3096, Sign::kAlone},
    Stretch{0x3099, 0x309a, Sign::kExtends},
    Stretch{0x309b, 0x30ff, Sign::kAlone},
    Stretch{0x3100, 0x312f, Sign::kAlone},
    Stretch{0x31a0, 0x31bf, Sign::kAlone},
    Stretch{0x31f0, 0x31ff, Sign::kAlone},
    Stretch{0x3400, 0x4dbf, Sign::kAlone},
    Stretch{0x4e00, 0x9fff, Sign::kAlone},
    Stretch{0xf900, 0xfaff, Sign::kAlone},
    Stretch{0xfe00, 0xfe0f, Sign::kExtends},
    Stretch{0xfe10, 0xfe19, Sign::kMark},
    Stretch{0xfe20, 0xfe2f, Sign::kExtends},
    Stretch{0xfe30, 0xfe6f, Sign::kMark},
    Stretch{0xfeff, 0xfeff, Sign::kSpace},
    Stretch{0xff01, 0xff0f, Sign::kMark},
    Stretch{0xff1a, 0xff20, Sign::kMark},
    Stretch{0xff3b, 0xff40, Sign::kMark},
    Stretch{0xff5b, 0xff65, Sign::kMark},
    Stretch{0xff66, 0xff9f, Sign::kAlone},
    Stretch{0x1f000, 0x1f3fa, Sign::kPicture},
    Stretch{0x1f3fb, 0x1f3ff, Sign::kExtends},
    Stretch{0x1f400, 0x1faff, Sign::kPicture},
    Stretch{0x20000, 0x3ffff, Sign::kAlone},
    Stretch{0xe0001, 0xe01ef, Sign::kExtends},
};

Sign sign_of(char32_t point) {
  if (point < 0x80) {
    if (point == '\n') return Sign::kNewline;
    if (point <= ' ' || point == 0x7f) return Sign::kSpace;
    const char32_t folded = point | 0x20;
    const bool is_word =
        (folded >= 'a' && folded <= 'z') || (point >= '0' && point <= '9') || point == '_';
    return is_word ? Sign::kWord : Sign::kMark;
  }
  const auto found = std::ranges::lower_bound(kStretches, point, {}, &Stretch::last);
  return found != kStretches.end() && found->first <= point ? found->sign : Sign::kWord;
}

}  // namespace

Character character_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
  const std::uint8_t lead = byte(at);
  const std::size_t size = lead < 0xc0 || lead >= 0xf8 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  if (size == 1 || at + size > text.size())
    return {lead, 1, lead < 0x80 ? sign_of(lead) : Sign::kMark};
  char32_t point = lead & (0x7fU >> size);
  for (std::size_t i = 1; i < size; ++i) {
    if ((byte(at + i) & 0xc0U) != 0x80) return {lead, 1, Sign::kMark};
    point = point << 6 | (byte(at + i) & 0x3fU);
  }
  return {point, size, sign_of(point)};
}

}  // namespace fika::merging
