// SPDX-License-Identifier: GPL-3.0-or-later
// Links such as [@Name](/people/ID) are found wherever they stand, in code too: what shows a name
// is to be found, not what tells somebody.
#include "server/domain/erasure/phases.h"

namespace fika::domain {
namespace {

constexpr std::string_view kPersonLink = "](/people/";
constexpr std::size_t kIdTextSize = 36;
constexpr std::size_t kNone = std::string_view::npos;

bool is_escaped(std::string_view text, std::size_t at) {
  std::size_t signs = 0;
  while (signs < at && text[at - signs - 1] == '\\') ++signs;
  return signs % 2 == 1;
}

// The bracket that the one at `closing` closes, not before `first`. A name with an odd bracket in
// it pairs with none: then the nearest that could begin a mention is taken.
std::size_t opening_of(std::string_view text, std::size_t closing, std::size_t first) {
  std::size_t depth = 0;
  for (std::size_t at = closing; at > first; --at) {
    const char sign = text[at - 1];
    if ((sign != '[' && sign != ']') || is_escaped(text, at - 1)) continue;
    if (sign == ']') {
      ++depth;
    } else if (depth-- == 0) {
      return at - 1;
    }
  }
  const std::size_t guess = text.substr(0, closing).rfind("[@");
  return guess == kNone || guess < first ? kNone : guess;
}

// Past the id and a link's title, if it has one.
std::size_t end_of_target(std::string_view text, std::size_t id_end) {
  if (id_end >= text.size() || text[id_end] != ' ') return id_end;
  const std::size_t end = text.find_first_of(")\n", id_end);
  return end == kNone || text[end] == '\n' ? id_end : end;
}

}  // namespace

std::string without_name(std::string_view text, const Id& person) {
  std::string rewritten;
  std::size_t copied = 0;
  for (std::size_t at = text.find(kPersonLink); at != kNone; at = text.find(kPersonLink, at + 1)) {
    const std::size_t id_at = at + kPersonLink.size();
    if (Id::parse(text.substr(id_at, kIdTextSize)) != person) continue;
    const std::size_t opening = opening_of(text, at, copied);
    if (opening == kNone) continue;
    rewritten += text.substr(copied, opening - copied);
    rewritten += "[@former colleague";
    rewritten += kPersonLink;
    rewritten += person.text();
    copied = end_of_target(text, id_at + kIdTextSize);
  }
  rewritten += text.substr(copied);
  return rewritten;
}

}  // namespace fika::domain
