// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/load/post_stamp.h"

#include <charconv>
#include <memory>

#include <fmt/format.h>

namespace fika::bench {
namespace {

constexpr std::string_view kMark = "fika-bench ";
constexpr std::size_t kDigits = 16;
constexpr std::string_view kFiller =
    "Coffee at three in the small kitchen, and bring the notes from the bridge inspection please. ";

std::optional<std::uint64_t> hexadecimal(std::string_view digits) {
  std::uint64_t value = 0;
  const auto* end = std::to_address(digits.end());
  const auto [stop, error] = std::from_chars(std::to_address(digits.begin()), end, value, 16);
  if (error != std::errc{} || stop != end) return std::nullopt;
  return value;
}

}  // namespace

std::string stamped_text(const PostStamp& stamp, std::size_t size) {
  std::string text = fmt::format("{}{:016x} {:016x} ", kMark, stamp.number,
                                 static_cast<std::uint64_t>(stamp.due_ns));
  while (text.size() < size) text.append(kFiller.substr(0, size - text.size()));
  // A server may trim what people send; the last byte must not be the kind that goes.
  if (text.back() == ' ') text.back() = '.';
  return text;
}

std::optional<PostStamp> read_stamp(std::string_view text) {
  if (text.size() < kMark.size() + 2 * kDigits + 1 || !text.starts_with(kMark)) return std::nullopt;
  text.remove_prefix(kMark.size());
  const auto number = hexadecimal(text.substr(0, kDigits));
  const auto due = hexadecimal(text.substr(kDigits + 1, kDigits));
  if (!number || !due) return std::nullopt;
  return PostStamp{*number, static_cast<std::int64_t>(*due)};
}

}  // namespace fika::bench
