// SPDX-License-Identifier: GPL-3.0-or-later
// FIKA_CHECK(condition) ends the process when the program itself is wrong. It is always on, and
// never used on input: input gets a Result.
#pragma once

namespace fika {
[[noreturn]] void check_failed(const char* condition, const char* file, int line);
}

#define FIKA_CHECK(condition) \
  ((condition) ? static_cast<void>(0) : ::fika::check_failed(#condition, __FILE__, __LINE__))
