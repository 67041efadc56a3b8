// SPDX-License-Identifier: GPL-3.0-or-later
// Why a command did not succeed, and the exit code a script sees for it. Parsers below use Result
// and are turned into a Failure by the command that called them, as only it knows what the input
// was.
#pragma once

#include <expected>
#include <string>
#include <utility>

#include "base/result.h"

namespace fika::cli {

// Scripts rely on these numbers; the help prints them.
enum class Exit : int {
  kOk = 0,
  kRefused = 1,       // the server said no
  kUsage = 2,         // the command line makes no sense
  kUnreachable = 3,   // no server, or the connection broke for good
  kInputRefused = 4,  // a file to read is not what it should be
  kConflict = 5,      // somebody else has changed the same; nothing was saved
};

struct Failure {
  Exit exit = Exit::kRefused;
  Code code = Code::kInternal;
  // For a person: what happened and what to do.
  std::string sentence;
};

template <class T>
using Outcome = std::expected<T, Failure>;

template <class... Args>
std::unexpected<Failure> give_up(Exit exit, Code code, fmt::format_string<Args...> format,
                                 Args&&... args) {
  return std::unexpected(Failure{exit, code, fmt::format(format, std::forward<Args>(args)...)});
}

// A parser's refusal, as the exit code that belongs to it here.
template <class T>
Outcome<T> or_exit(Result<T> result, Exit exit) {
  if (!result) {
    return std::unexpected(Failure{exit, result.error().code, std::move(result.error().detail)});
  }
  if constexpr (std::is_void_v<T>) {
    return {};
  } else {
    return *std::move(result);
  }
}

}  // namespace fika::cli
