// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/code_point.h"

#include <unicode/utf8.h>

namespace fika {

char32_t decode_code_point(std::string_view text, std::size_t& at) {
  UChar32 point = 0;
  // NOLINTNEXTLINE(bugprone-inc-dec-in-conditions): within the macro of the library.
  U8_NEXT_OR_FFFD(text.data(), at, text.size(), point);
  return static_cast<char32_t>(point);
}

}  // namespace fika
