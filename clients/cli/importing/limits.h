// SPDX-License-Identifier: GPL-3.0-or-later
// Fits what other products allow into what Fika allows, in characters and sizes. A foreign archive
// is hostile input: nothing that the server would refuse may come out of here.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace fika::cli::importing {

inline constexpr std::size_t kMessageBytesMax = 40'000;
inline constexpr std::size_t kTitleLengthMax = 200;
inline constexpr std::size_t kNameLengthMax = 80;
inline constexpr std::size_t kPurposeLengthMax = 500;
inline constexpr std::size_t kReactionKindsMax = 20;
inline constexpr std::size_t kMembersMax = 8'000;
inline constexpr std::size_t kQuotesMax = 20;

// One line of at most `length_max` code points, without control characters; `otherwise` if empty.
std::string as_line(std::string_view text, std::size_t length_max, std::string_view otherwise);

// Without control characters but line breaks and tabs, "\r\n" as "\n", trimmed.
std::string as_body(std::string_view text);

// `text` in parts of at most `bytes_max` bytes, cut at a line's end or a space where there is one.
std::vector<std::string> in_parts(std::string text, std::size_t bytes_max = kMessageBytesMax);

}  // namespace fika::cli::importing
