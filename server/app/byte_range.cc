// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/byte_range.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"

namespace fika::app {

std::optional<std::uint64_t> number_in(std::string_view digits) {
  std::uint64_t number = 0;
  const char* const end = digits.data() + digits.size();
  const auto [at, error] = std::from_chars(digits.data(), end, number);
  if (digits.empty() || error != std::errc() || at != end) return std::nullopt;
  return number;
}

AskedRange asked_range(std::string_view range_header, std::uint64_t size_bytes) {
  constexpr std::string_view kUnit = "bytes=";
  if (!to_lower_ascii(range_header.substr(0, kUnit.size())).starts_with(kUnit)) return {};
  const std::string_view stretch = trim(range_header.substr(kUnit.size()));
  const std::size_t dash = stretch.find('-');
  if (dash == std::string_view::npos || stretch.contains(',')) return {};
  const std::string_view from = stretch.substr(0, dash);
  const std::string_view to = stretch.substr(dash + 1);
  const auto first = number_in(from);
  const auto last = number_in(to);
  if ((!first && !from.empty()) || (!last && !to.empty()) || (!first && !last)) return {};
  if (!first) {
    const std::uint64_t length = std::min(*last, size_bytes);
    if (length == 0) return {false, std::nullopt};
    return {false, ByteRange{size_bytes - length, length}};
  }
  if (last && *last < *first) return {};
  if (*first >= size_bytes) return {false, std::nullopt};
  const std::uint64_t end = last ? std::min(*last, size_bytes - 1) : size_bytes - 1;
  return {false, ByteRange{*first, end - *first + 1}};
}

}  // namespace fika::app
