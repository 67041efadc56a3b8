// SPDX-License-Identifier: GPL-3.0-or-later
// The words of the command line: which commands there are, what each takes, its help. The only file
// that includes CLI11.
#pragma once

namespace fika::cli {

// The program's exit code, as Exit has it.
int run(int count, const char* const* arguments);

}  // namespace fika::cli
