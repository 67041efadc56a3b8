// SPDX-License-Identifier: GPL-3.0-or-later
// Text in lower case without accents, quick and rough, to look for letters in; where each byte of
// it came from. analysis.h decides what a word is.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace fika::search {

struct PlainLetters {
  std::string text;
  std::vector<std::uint32_t>
      begins;  // of each byte of `text`: where its letter begins in the source
};

// `source` is well-formed UTF-8 of less than 4 GB.
PlainLetters plain_letters(std::string_view source);

void append_utf8(std::string& text, char32_t letter);

}  // namespace fika::search
