// SPDX-License-Identifier: GPL-3.0-or-later
// Plain Xapian, as its own documentation has it: the stemmer of the set's language, title and text
// one after the other, the words of the question joined by OR, BM25 as it comes.
#pragma once

#include <memory>

#include "tests/bench/relevance/engine.h"

namespace fika::bench {

// Which is kept in memory: what it ranks is the same as on the disk.
std::unique_ptr<Engine> xapian_engine();

}  // namespace fika::bench
