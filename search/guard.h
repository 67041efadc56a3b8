// SPDX-License-Identifier: GPL-3.0-or-later
// The one door to Xapian: what it throws becomes an Error. Only .cc files of this folder include
// this, and headers named *_xapian.h.
#pragma once

#include <exception>
#include <type_traits>
#include <utility>
#include <xapian.h>

#include "base/result.h"

namespace fika::search {

// kUnavailable: another program has it open, or it cannot be read or written now, be it for want of
// descriptors, memory or leave. kDataLoss: it is damaged or of another make, and is to be made
// anew. kAborted: it moved on while it was read; open it again. kInvalid: what was asked is beyond
// Xapian. kInternal: anything else.
Error error_of(const Xapian::Error& error);
Error error_of(const std::exception& error);

// Runs `work`, which may throw and returns a Result, a Status, a value or nothing.
template <class Work>
auto guard(Work&& work) {
  using Returned = std::invoke_result_t<Work>;
  const auto run = [&]() {
    if constexpr (requires(Returned returned) { returned.error(); }) {
      return std::forward<Work>(work)();
    } else if constexpr (std::is_void_v<Returned>) {
      std::forward<Work>(work)();
      return Status{};
    } else {
      return Result<Returned>(std::forward<Work>(work)());
    }
  };
  try {
    return run();
  } catch (const Xapian::Error& error) {
    return decltype(run())(std::unexpected(error_of(error)));
  } catch (const std::exception& error) {
    return decltype(run())(std::unexpected(error_of(error)));
  }
}

}  // namespace fika::search
