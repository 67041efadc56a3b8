// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/pages/listing.h"

#include <algorithm>

#include <fmt/format.h>

namespace fika::domain {
namespace {

constexpr std::string_view kHexDigits = "0123456789abcdef";
constexpr std::size_t kTailBytesMax = 1200;

}  // namespace

Result<std::uint32_t> checked_limit(std::uint32_t limit, std::uint32_t standard,
                                    std::uint32_t max) {
  if (limit > max) {
    return fail(Code::kInvalid, "{} rows are too many at once; ask for at most {}.", limit, max);
  }
  return limit == 0 ? standard : limit;
}

std::string token_of(std::string_view tail) {
  std::string token;
  for (const char c : tail) {
    const auto byte = static_cast<std::uint8_t>(c);
    token += kHexDigits[byte >> 4];
    token += kHexDigits[byte & 0xf];
  }
  return token;
}

Result<std::string> tail_in(std::string_view token) {
  const bool is_sound = token.size() % 2 == 0 && token.size() <= 2 * kTailBytesMax &&
                        token.find_first_not_of(kHexDigits) == token.npos;
  if (!is_sound) {
    return fail(Code::kInvalid, "The page is none that was handed out. Begin with the first page.");
  }
  std::string tail;
  for (std::size_t at = 0; at < token.size(); at += 2) {
    tail += static_cast<char>(kHexDigits.find(token[at]) << 4 | kHexDigits.find(token[at + 1]));
  }
  return tail;
}

Result<std::vector<MergedRow>> merged_rows(const storage::Reader& reader,
                                           const storage::IndexTable& table,
                                           const std::vector<Place>& places,
                                           std::string_view behind_place, std::string_view after,
                                           std::size_t count_max) {
  std::vector<MergedRow> rows;
  const auto less = [](const MergedRow& a, const MergedRow& b) { return a.tail < b.tail; };
  for (const Place& place : places) {
    const std::string prefix = storage::KeyWriter().scope(place).text(behind_place).take();
    storage::Range range{.prefix = prefix, .bound = {}};
    if (!after.empty()) range.bound = prefix + std::string(after) + '\0';
    std::vector<MergedRow> found;
    CHECKED(storage::scan_index(reader, table, range, [&](std::string_view key, std::string_view) {
      MergedRow row{place, std::string(key.substr(prefix.size()))};
      // Behind the last one that can count, nothing of this place does.
      if (rows.size() == count_max && !less(row, rows.back())) return false;
      found.push_back(std::move(row));
      return found.size() < count_max;
    }));
    rows.insert(rows.end(), found.begin(), found.end());
    std::ranges::sort(rows, less);
    if (rows.size() > count_max) rows.resize(count_max);
  }
  return rows;
}

}  // namespace fika::domain
