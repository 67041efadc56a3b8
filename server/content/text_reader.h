// SPDX-License-Identifier: GPL-3.0-or-later
// The program that reads the text of documents for text_of(): this one, started with kTextReader as
// its first word. It trusts its bounds to whoever starts it, reads standard input and writes words.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace fika::content {

inline constexpr std::string_view kTextReader = "read-text-of-standard-input";

// What a program does with these words before anything else. Its exit code, when it was started to
// read; nothing otherwise.
std::optional<int> read_text_if_asked(int count, const char* const* words);

// The words of a document, slides or a sheet in a zip of XML; nothing when it is none. What comes
// behind `bytes_max` is left out, and so is what unpacks to more than any document of people does.
std::optional<std::string> text_of_office(std::string_view zip, std::size_t bytes_max);
// The words of a page in HTML: no tags, no scripts, no styles.
std::string text_of_html(std::string_view html, std::size_t bytes_max);

}  // namespace fika::content
