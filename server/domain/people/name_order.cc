// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/people/name_order.h"

#include <algorithm>
#include <cstdint>

namespace fika::domain {
namespace {

bool is_within(std::uint32_t value, std::uint32_t first, std::uint32_t last) {
  return first <= value && value <= last;
}

// Unicode's simple mapping for the letters of two bytes in UTF-8 that European names are written
// in.
std::uint32_t to_lower(std::uint32_t point) {
  const bool is_latin_1 = is_within(point, 0xc0, 0xde) && point != 0xd7;
  const bool is_greek = is_within(point, 0x391, 0x3a9) && point != 0x3a2;
  const bool is_cyrillic = is_within(point, 0x410, 0x42f);
  if (is_latin_1 || is_greek || is_cyrillic) return point + 0x20;
  if (is_within(point, 0x400, 0x40f)) return point + 0x50;
  if (point == 0x178) return 0xff;
  // Latin Extended-A holds pairs; the capital is the even one, but the odd one in two stretches.
  // The dotted capital I has no partner of one letter.
  if (is_within(point, 0x139, 0x148) || is_within(point, 0x179, 0x17e)) return point + point % 2;
  const bool is_pair = is_within(point, 0x100, 0x12f) || is_within(point, 0x132, 0x137) ||
                       is_within(point, 0x14a, 0x177) || is_within(point, 0x218, 0x21b);
  if (is_pair) return point | 1;
  return point;
}

bool is_between_words(char c) {
  return std::string_view(" -'.,()\"/").find(c) != std::string_view::npos;
}

}  // namespace

std::string fold_case(std::string_view text) {
  std::string folded;
  folded.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto lead = static_cast<std::uint8_t>(text[at]);
    if ('A' <= text[at] && text[at] <= 'Z') {
      folded += static_cast<char>(text[at] - 'A' + 'a');
    } else if ((lead & 0xe0) == 0xc0 && at + 1 < text.size()) {
      const auto next = static_cast<std::uint8_t>(text[++at]);
      const std::uint32_t point =
          to_lower((static_cast<std::uint32_t>(lead) & 0x1f) << 6 | (next & 0x3fU));
      folded += static_cast<char>(0xc0 | point >> 6);
      folded += static_cast<char>(0x80 | (point & 0x3f));
    } else {
      folded += text[at];
    }
  }
  return folded;
}

std::vector<std::string> name_starts(std::string_view name) {
  const std::string folded = fold_case(name);
  std::vector<std::string> starts;
  for (std::size_t at = 0; at < folded.size(); ++at) {
    const bool begins = at == 0 || is_between_words(folded[at - 1]);
    if (begins && !is_between_words(folded[at])) starts.push_back(folded.substr(at));
  }
  std::sort(starts.begin(), starts.end());
  starts.erase(std::unique(starts.begin(), starts.end()), starts.end());
  return starts;
}

}  // namespace fika::domain
