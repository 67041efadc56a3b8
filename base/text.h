// SPDX-License-Identifier: GPL-3.0-or-later
// Text as it comes from people: UTF-8 that is checked once, at the door.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.h"

namespace fika {

// Well-formed UTF-8 as Unicode's table 3-7 has it: no over-long form, no surrogate, at most
// U+10FFFF.
bool is_utf8(std::string_view text);
std::size_t utf8_length(std::string_view text);  // code points; `text` is well-formed

// Without white space at either end (ASCII and U+00A0, U+2000-200A, U+3000).
std::string_view trim(std::string_view text);

// `text` trimmed, if it is 1 to `size_max` code points without control characters; else kInvalid
// with a sentence that begins with `what`.
Result<std::string> checked_line(std::string_view text, std::size_t size_max,
                                 std::string_view what);
// As checked_line, but empty is allowed.
Result<std::string> checked_optional_line(std::string_view text, std::size_t size_max,
                                          std::string_view what);

// Longer bodies: line breaks and tabs are kept, other control characters and NUL are refused;
// 1 to `size_max` bytes.
Status check_body(std::string_view text, std::size_t size_max, std::string_view what);

// The first line of a Markdown text without its markup signs, cut to at most `size_max` code
// points.
std::string first_line(std::string_view markdown, std::size_t size_max);

// ASCII letters only; for e-mail addresses and host names.
std::string to_lower_ascii(std::string_view text);

}  // namespace fika
