// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/render/first_look.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "server/render/render.h"

namespace fika::render {
namespace {

constexpr std::string_view kBlanks = " \t";
// Of lines and brackets multiplied: as in 30,000 lines with a link each.
constexpr std::uint64_t kTangleMax = 1'000'000'000;

enum Sign : unsigned char { kNothing, kAnywhere, kAtLineStart, kAddress };

constexpr std::array<Sign, 256> signs() {
  std::array<Sign, 256> table{};
  // A closing bracket does nothing without an opening one.
  for (const char c : std::string_view("`*_~[<&\\|@"))
    table[static_cast<unsigned char>(c)] = kAnywhere;
  for (const char c : std::string_view("#>+-=:0123456789")) {
    table[static_cast<unsigned char>(c)] = kAtLineStart;
  }
  table['/'] = table['.'] = kAddress;
  return table;
}
constexpr auto kSigns = signs();

// Of http://example.org or www.example.org, at the first slash or at the dot.
bool is_address(std::string_view text, std::size_t at) {
  if (text[at] == '/') return at > 0 && text[at - 1] == ':' && text.substr(at).starts_with("//");
  const auto is_w = [&](std::size_t back) { return (text[at - back] | 0x20) == 'w'; };
  return at >= 3 && is_w(1) && is_w(2) && is_w(3);
}

// The end of the sign at `at` that opens a quote or a list, with the blanks after it; `at` if there
// is none.
std::size_t end_of_opening(std::string_view line, std::size_t at) {
  const auto past_blanks = [&](std::size_t from) {
    return std::min(line.find_first_not_of(kBlanks, from), line.size());
  };
  if (line[at] == '>') return past_blanks(at + 1);
  std::size_t end = at;
  if (line[at] == '-' || line[at] == '+' || line[at] == '*') {
    // Nothing but the same sign to the end: a rule.
    const char same[] = {line[at], ' ', '\t', 0};
    if (line[at] != '+' && line.find_first_not_of(same, at) == line.npos) return at;
    end = at + 1;
  } else {
    while (end < line.size() && line[end] >= '0' && line[end] <= '9') ++end;
    if (end == at || end == line.size() || (line[end] != '.' && line[end] != ')')) return at;
    ++end;
  }
  const std::size_t next = past_blanks(end);
  return next == end && end < line.size() ? at : next;
}

bool opens_too_much(std::string_view line) {
  std::size_t at = std::min(line.find_first_not_of(kBlanks), line.size());
  for (std::size_t depth = 0; at < line.size(); ++depth) {
    if (depth > kDepthMax) return true;
    const std::size_t end = end_of_opening(line, at);
    if (end == at) return false;
    at = end;
  }
  return false;
}

}  // namespace

bool may_hold_markup(std::string_view text) {
  bool is_line_start = true;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '\n' || c == '\r') {
      is_line_start = true;
      continue;
    }
    if (c == ' ' || c == '\t') continue;
    switch (kSigns[static_cast<unsigned char>(c)]) {
      case kNothing:
        break;
      case kAnywhere:
        return true;
      case kAtLineStart:
        if (is_line_start) return true;
        break;
      case kAddress:
        if (is_address(text, at)) return true;
        break;
    }
    is_line_start = false;
  }
  return false;
}

bool is_nested_too_deeply(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find_first_of("\r\n", at), text.size());
    if (opens_too_much(text.substr(at, end - at))) return true;
    at = end + 1;
  }
  return false;
}

bool is_too_tangled(std::string_view text) {
  std::uint64_t lines = 0, brackets = 0, tangle = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = text.substr(at, end - at);
    at = end + 1;
    if (line.find_first_not_of(" \t\r>") == line.npos) {
      tangle += lines * brackets;
      lines = brackets = 0;
    } else {
      ++lines;
      brackets += static_cast<std::uint64_t>(std::ranges::count(line, '['));
    }
  }
  return tangle + lines * brackets > kTangleMax;
}

}  // namespace fika::render
