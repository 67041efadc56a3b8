// SPDX-License-Identifier: GPL-3.0-or-later
#include "clients/cli/slug.h"

#include <algorithm>
#include <array>

namespace fika::cli {
namespace {

// Devices of Windows, which has no file called so, whatever its ending.
bool is_device(std::string_view name) {
  constexpr std::array<std::string_view, 4> kNames = {"con", "prn", "aux", "nul"};
  const bool is_numbered = name.size() == 4 && (name.starts_with("com") || name.starts_with("lpt"));
  if (is_numbered) return name.back() >= '0' && name.back() <= '9';
  return std::ranges::find(kNames, name) != kNames.end();
}

}  // namespace

std::string slug(std::string_view title) {
  std::string text;
  for (const char c : title) {
    const bool is_kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    const bool is_capital = c >= 'A' && c <= 'Z';
    if (is_kept) text += c;
    if (is_capital) text += static_cast<char>(c - 'A' + 'a');
    // Letters beyond ASCII are left out, so that the name fits every file system.
    if (!is_kept && !is_capital && static_cast<unsigned char>(c) < 0x80 && !text.ends_with('-')) {
      text += '-';
    }
    if (text.size() >= 48) break;
  }
  while (text.starts_with('-')) text.erase(0, 1);
  while (text.ends_with('-')) text.pop_back();
  if (is_device(text)) text += "-1";
  return text.empty() ? "untitled" : text;
}

}  // namespace fika::cli
