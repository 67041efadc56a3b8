// SPDX-License-Identifier: GPL-3.0-or-later
// A made-up channel in the form that `fika import irc` reads, for data folders of any size.
#pragma once

#include <cstddef>
#include <filesystem>

#include "base/result.h"
#include "tests/bench/moments/words.h"

namespace fika::bench {

// `lines` messages of about 80 bytes by some hundred people over months, as JSON lines.
Status write_chat_log(const std::filesystem::path& file, std::size_t lines, Words& words);

}  // namespace fika::bench
