// SPDX-License-Identifier: GPL-3.0-or-later
// How a wiki names its pages; see wikitext.h.
#include <algorithm>

#include "base/text.h"
#include "clients/cli/wiki/wikitext.h"

namespace fika::cli::wiki {

std::pair<int, std::string> split_namespace(std::string_view title, const WikiNames& names) {
  const std::size_t colon = title.find(':');
  if (colon == title.npos || colon == 0 || colon > 100) return {0, std::string(title)};
  std::string name = to_lower_ascii(trim(title.substr(0, colon)));
  std::ranges::replace(name, '_', ' ');
  const auto known = names.namespaces.find(name);
  if (known == names.namespaces.end()) return {0, std::string(title)};
  return {known->second, std::string(trim(title.substr(colon + 1)))};
}

std::string normal_title(std::string_view title, const WikiNames& names) {
  std::string normal;
  title = title.substr(0, title.find('#'));
  for (const char c : title) {
    const bool is_blank = c == '_' || static_cast<unsigned char>(c) <= ' ';
    if (is_blank && (normal.empty() || normal.back() == ' ')) continue;
    normal += is_blank ? ' ' : c;
  }
  while (normal.ends_with(' ')) normal.pop_back();
  if (names.is_case_sensitive || normal.empty()) return normal;
  // Capital letters as far as Latin ones go; what a title says keeps its own.
  const auto capital = [&](std::size_t at) {
    if (at >= normal.size()) return;
    if (normal[at] >= 'a' && normal[at] <= 'z') {
      normal[at] = static_cast<char>(normal[at] - 'a' + 'A');
    } else if (normal[at] == '\xc3' && at + 1 < normal.size()) {
      const auto next = static_cast<unsigned char>(normal[at + 1]);
      if (next >= 0xa0 && next <= 0xbe && next != 0xb7) {
        normal[at + 1] = static_cast<char>(next - 0x20);
      }
    }
  };
  capital(0);
  if (split_namespace(normal, names).first != 0) {
    const std::size_t colon = normal.find(':');
    const std::size_t name = normal.find_first_not_of(' ', colon + 1);
    if (name != normal.npos) {
      normal.erase(colon + 1, name - colon - 1);
      capital(colon + 1);
    }
  }
  return normal;
}

std::optional<std::string> redirect_target(std::string_view wikitext) {
  wikitext = trim(wikitext.substr(0, 2'000));
  if (!wikitext.starts_with('#')) return std::nullopt;
  const std::string word = to_lower_ascii(wikitext.substr(1, 15));
  const bool is_redirect = word.starts_with("redirect") || word.starts_with("omdirigering") ||
                           word.starts_with("weiterleitung") || word.starts_with("ohjaus");
  if (!is_redirect) return std::nullopt;
  const std::size_t open = wikitext.find("[["), close = wikitext.find("]]");
  if (open == wikitext.npos || close == wikitext.npos || close < open) return std::nullopt;
  std::string_view target = wikitext.substr(open + 2, close - open - 2);
  target = trim(target.substr(0, target.find('|')));
  return target.empty() ? std::nullopt : std::optional(std::string(target));
}

}  // namespace fika::cli::wiki
