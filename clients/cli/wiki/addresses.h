// SPDX-License-Identifier: GPL-3.0-or-later
// Relative addresses in a tree of files.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace fika::cli::wiki {

// An address taken apart; both decoded from percent signs where that is text.
struct RelativeAddress {
  std::string path;  // empty: within the page itself
  std::string fragment;
  bool is_from_top = false;  // it began with a slash, which is gone
};
// Nothing for those that lead elsewhere: with a scheme, or to another host.
std::optional<RelativeAddress> relative_address(std::string_view address);

// `path` as seen from `folder` ("" or "a/b"), without "." and ".."; nothing where that climbs above
// the top. A slash at its end stays.
std::optional<std::string> joined_path(std::string_view folder, std::string_view path);

std::string folder_of(std::string_view path);  // "a/b" of "a/b/c.md"
std::string name_of(std::string_view path);    // "c.md"

// For a sort that people expect: case does not count, and 9 comes before 10.
bool comes_before(std::string_view a, std::string_view b);

}  // namespace fika::cli::wiki
