// SPDX-License-Identifier: GPL-3.0-or-later
// The index and what fills it, as the server hands them to those who answer searches.
#pragma once

#include "search/index.h"
#include "storage/tailer.h"

namespace fika::search {

// Both outlive it. Any thread.
struct Serving {
  const Index& index;
  storage::TailerRunner& runner;  // hurry() and wait_for() let an author find what they just wrote
};

}  // namespace fika::search
