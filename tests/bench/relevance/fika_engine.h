// SPDX-License-Identifier: GPL-3.0-or-later
// Fika's own search, by its own path: documents as a domain makes them, the index as it is made
// anew, the question as it is read when somebody types it. Nothing tells it the language.
#pragma once

#include <memory>

#include "tests/bench/relevance/engine.h"

namespace fika::bench {

// Its index is in a folder of its own, which goes with it.
std::unique_ptr<Engine> fika_engine();

}  // namespace fika::bench
