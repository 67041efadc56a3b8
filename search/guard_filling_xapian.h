// SPDX-License-Identifier: GPL-3.0-or-later
// guard.h for those who fill the index.
#pragma once

#include "search/guard.h"

namespace fika::search {

// As guard(), for work that fills the index: what Xapian throws is told to whoever reads the log
// and not to somebody who asks a question. Errors that `work` returns are its own.
template <class Work>
Status guard_filling(const Work& work) {
  Status returned;
  const Status thrown = guard([&] { returned = work(); });
  if (thrown) return returned;
  Error error = thrown.error();
  if (error.code == Code::kInvalid) {
    error.detail = "The search index refuses what it is to take in.";
  } else if (error.code == Code::kAborted || error.code == Code::kInternal) {
    error.detail = "The search index cannot be written. The line above says why.";
  }
  return std::unexpected(std::move(error));
}

}  // namespace fika::search
