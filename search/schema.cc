// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/schema.h"

#include <algorithm>
#include <chrono>

#include <fmt/format.h>

#include "base/text.h"
#include "search/word_cutter.h"

namespace fika::search {
namespace {

std::size_t bytes_in_a_term(std::string_view text) {
  return text.size() + static_cast<std::size_t>(std::ranges::count(text, '\0'));
}

}  // namespace

std::string term_of(std::string_view prefix, std::string_view rest) {
  std::string term(prefix);
  if (bytes_in_a_term(rest) + prefix.size() <= kTermBytesMax) return term.append(rest);
  // A hash of 16 bytes behind as much as leaves room, should all of it be zeros.
  static constexpr std::size_t kKept = 96;
  return term.append(rest.substr(0, kKept)).append(Id::derive(0, rest).bytes());
}

std::string group_term(const EntityName& maker) {
  return term_of(prefix::kGroup,
                 storage::KeyWriter().u32(maker.kind).id(maker.root).text(maker.key).take());
}

std::string name_term(Kind kind, const Id& id, std::string_view anchor) {
  std::string rest(1, static_cast<char>(kind));
  return term_of(prefix::kName, rest.append(id.bytes()).append(anchor));
}

std::string tag_term(std::string_view tag) { return term_of(prefix::kTag, folded(trim(tag))); }

std::string month_term(std::int64_t time_ms) {
  // Years beyond four digits are no more than wrong clocks.
  static constexpr std::int64_t kLatestMs = 253'402'300'799'000;
  const auto day = std::chrono::floor<std::chrono::days>(std::chrono::sys_time(
      std::chrono::milliseconds(std::clamp<std::int64_t>(time_ms, 0, kLatestMs))));
  const std::chrono::year_month_day date(day);
  return term_of(prefix::kMonth, fmt::format("{:04}{:02}", static_cast<int>(date.year()),
                                             static_cast<unsigned>(date.month())));
}

std::string language_without_region(std::string_view language) {
  return to_lower_ascii(language.substr(0, language.find_first_of("-_")));
}

}  // namespace fika::search
