// SPDX-License-Identifier: GPL-3.0-or-later
// What the characters of a text are to one who looks for its words. Ranges of Unicode, coarse on
// purpose: a wrong class makes a word shorter or longer and no merge wrong.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace fika::merging {

enum class Sign : std::uint8_t {
  kWord,     // goes on with the word before it
  kAlone,    // a word by itself, as in scripts that put no spaces between words
  kSpace,    // space, tab and all other white space within a line
  kNewline,  // "\n" alone
  kMark,     // punctuation and symbols
  kPicture,  // emoji, and one half of a flag
  kExtends,  // belongs to whatever is before it: accents, variation selectors, skin tones
  kJoiner,   // zero width joiner: what follows belongs to what is before
};

struct Character {
  char32_t point = 0;
  std::size_t size = 0;  // bytes, at least 1
  Sign sign = Sign::kWord;
};

// The character at `at`, which is inside `text`. A byte that begins none is one by itself.
Character character_at(std::string_view text, std::size_t at);

}  // namespace fika::merging
