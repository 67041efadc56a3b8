// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/pages/rank.h"

#include <algorithm>

#include "base/check.h"

namespace fika::domain {
namespace {

constexpr std::string_view kDigits =
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

std::size_t value_of(char digit) { return kDigits.find(digit); }

// A whole number begins with a letter that says how many digits follow: 'a' one, 'b' two and so on;
// below zero 'Z' one, 'Y' two, so that longer ones sort first.
std::size_t whole_size(char head) {
  if (head >= 'a' && head <= 'z') return static_cast<std::size_t>(head - 'a') + 2;
  if (head >= 'A' && head <= 'Z') return static_cast<std::size_t>('Z' - head) + 2;
  return 0;
}

std::string_view whole_of(std::string_view rank) {
  const std::size_t size = whole_size(rank[0]);
  FIKA_CHECK(size != 0 && size <= rank.size());
  return rank.substr(0, size);
}

// The next whole number; empty behind the last one.
std::string next_whole(std::string_view whole) {
  std::string next(whole);
  for (std::size_t at = next.size() - 1; at > 0; --at) {
    if (next[at] != kDigits.back()) {
      next[at] = kDigits[value_of(next[at]) + 1];
      return next;
    }
    next[at] = kDigits.front();
  }
  if (next[0] == 'z') return {};
  if (next[0] == 'Z') return "a0";
  const char head = static_cast<char>(next[0] + 1);
  return head + std::string(whole_size(head) - 1, kDigits.front());
}

std::string previous_whole(std::string_view whole) {
  std::string previous(whole);
  for (std::size_t at = previous.size() - 1; at > 0; --at) {
    if (previous[at] != kDigits.front()) {
      previous[at] = kDigits[value_of(previous[at]) - 1];
      return previous;
    }
    previous[at] = kDigits.back();
  }
  if (previous[0] == 'A') return {};
  if (previous[0] == 'a') return "Zz";
  const char head = static_cast<char>(previous[0] - 1);
  return head + std::string(whole_size(head) - 1, kDigits.back());
}

// A fraction between two; an empty `high` stands for one. None ends with a zero, so that there is
// always room below it.
std::string fraction_between(std::string_view low, std::string_view high) {
  std::string common;
  while (!high.empty() && (low.empty() ? '0' : low[0]) == high[0]) {
    common += high[0];
    if (!low.empty()) low.remove_prefix(1);
    high.remove_prefix(1);
  }
  const std::size_t from = low.empty() ? 0 : value_of(low[0]);
  const std::size_t to = high.empty() ? kDigits.size() : value_of(high[0]);
  if (to - from > 1) return common + kDigits[(from + to + 1) / 2];
  if (high.size() > 1) return common + high[0];
  return common + kDigits[from] + fraction_between(low.empty() ? low : low.substr(1), {});
}

}  // namespace

std::string rank_between(std::string_view low, std::string_view high) {
  if (low.empty() && high.empty()) return "a0";
  if (low.empty()) {
    const std::string_view whole = whole_of(high);
    if (whole.size() < high.size()) return std::string(whole);
    std::string previous = previous_whole(whole);
    FIKA_CHECK(!previous.empty());
    return previous;
  }
  const std::string_view whole = whole_of(low);
  const std::string_view fraction = low.substr(whole.size());
  std::string next = next_whole(whole);
  if (high.empty()) {
    return next.empty() ? std::string(whole) + fraction_between(fraction, {}) : next;
  }
  if (whole == whole_of(high)) {
    return std::string(whole) + fraction_between(fraction, high.substr(whole.size()));
  }
  if (!next.empty() && next < high) return next;
  return std::string(whole) + fraction_between(fraction, {});
}

bool is_rank(std::string_view text) {
  if (text.empty() || whole_size(text[0]) == 0 || whole_size(text[0]) > text.size()) return false;
  const bool has_digits =
      std::ranges::all_of(text.substr(1), [](char c) { return kDigits.contains(c); });
  return has_digits && (text.size() == whole_size(text[0]) || text.back() != kDigits.front());
}

}  // namespace fika::domain
