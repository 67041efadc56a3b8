// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/render/table_rules.h"

#include <algorithm>

#include "base/text.h"
#include "server/render/fence.h"

namespace fika::render {
namespace {

constexpr std::size_t kSignsMin = 3, kIndentOfCode = 4;

// One or more hyphens, with a colon at either end or not.
bool is_rule_cell(std::string_view cell) {
  if (cell.starts_with(':')) cell.remove_prefix(1);
  if (cell.ends_with(':')) cell.remove_suffix(1);
  return !cell.empty() && cell.find_first_not_of('-') == cell.npos;
}

// With three signs in each cell; "" when it is no such line, or has enough.
std::string lengthened(std::string_view line) {
  if (line.find_first_not_of("|:-> \t\r\n") != line.npos || !line.contains('|')) return "";
  std::string longer;
  bool is_short = false;
  const std::size_t begin = std::min(line.find_first_not_of("> \t"), line.size());
  if (begin >= kIndentOfCode && !line.substr(0, begin).contains('>')) return "";
  longer += line.substr(0, begin);
  for (std::size_t at = begin; at < line.size();) {
    const std::size_t end = std::min(line.find('|', at), line.size());
    const std::string_view part = line.substr(at, end - at);
    const std::string_view cell = trim(part);
    if (!cell.empty() && !is_rule_cell(cell)) return "";
    if (cell.empty() && at != begin && end != line.size()) return "";
    longer += part;
    if (!cell.empty() && cell.size() < kSignsMin) {
      is_short = true;
      const std::size_t hyphen = longer.size() - part.size() + part.find('-');
      longer.insert(hyphen, kSignsMin - cell.size(), '-');
    }
    if (end < line.size()) longer += '|';
    at = end + 1;
  }
  return is_short ? longer : "";
}

}  // namespace

std::string with_long_rules(std::string_view markdown) {
  if (!markdown.contains('|')) return std::string(markdown);
  std::string text;
  text.reserve(markdown.size() + 64);
  Fence fence;
  bool is_below_cells = false;
  for (std::size_t at = 0; at < markdown.size();) {
    const std::size_t end = std::min(markdown.find('\n', at), markdown.size() - 1) + 1;
    const std::string_view line = markdown.substr(at, end - at);
    at = end;
    const bool is_code = fence.takes(line);
    const std::string longer = is_code || !is_below_cells ? "" : lengthened(line);
    text += longer.empty() ? line : std::string_view(longer);
    is_below_cells = !is_code && line.contains('|');
  }
  return text;
}

}  // namespace fika::render
