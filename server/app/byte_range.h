// SPDX-License-Identifier: GPL-3.0-or-later
// The part of a file that a Range header asks for (RFC 9110, section 14).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace fika::app {

// The number that a header's value is, all of it digits; nothing for anything else.
std::optional<std::uint64_t> number_in(std::string_view digits);

struct ByteRange {
  std::uint64_t first = 0;
  std::uint64_t length = 0;
  bool operator==(const ByteRange&) const = default;
};

struct AskedRange {
  // The whole file where nothing is asked for, or in words that are not understood, or more than
  // one stretch: a server may always answer so.
  bool is_whole = true;
  // Of a stretch that is asked for; nothing if the file has none of it: 416.
  std::optional<ByteRange> range;
};

AskedRange asked_range(std::string_view range_header, std::uint64_t size_bytes);

}  // namespace fika::app
