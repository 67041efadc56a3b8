// SPDX-License-Identifier: GPL-3.0-or-later
// A program that works until it is killed with -9, and says how far it is. Tests only.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace fika::storage {

// Starts `words` as a command, lets it print `count` lines "WORD NUMBER", kills it, and gives the
// last number that it printed before it was dead.
std::uint64_t kill_after(const std::vector<std::string>& words, const std::string& word, int count);

}  // namespace fika::storage
