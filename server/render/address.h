// SPDX-License-Identifier: GPL-3.0-or-later
// Addresses that stand in a text without any markup: https://..., www.... and name@example.org.
// md4c could find them too, but takes quadratic time over a crowd of them and loses its way where
// one meets an asterisk or the edge of a table's cell.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace fika::render {

struct Address {
  std::size_t begin, end;
  std::string target;  // with the scheme that people leave out
};

// The first one in text[from, until). What stands before `from` counts as its surroundings. Called
// again from where the last one ended, all calls together take time in proportion to the text.
std::optional<Address> find_address(std::string_view text, std::size_t from, std::size_t until);

}  // namespace fika::render
