// SPDX-License-Identifier: GPL-3.0-or-later
// IRC channels as JSON lines to an Archive. A file becomes a community. Its lines become threads at
// the pauses of the conversation: the longer a thread already is, the shorter a pause ends it, and
// a line that answers one of the thread stays in it. Each line's place follows from those before it
// alone, so a longer version of the same file only adds.
#pragma once

#include <filesystem>

#include "base/result.h"
#include "clients/cli/importing/archive.h"

namespace fika::cli::importing {

// `path` is one .jsonl file or a folder of them. kInvalid with file and line if one is not as
// expected.
Result<Archive> read_irc(const std::filesystem::path& path);

}  // namespace fika::cli::importing
