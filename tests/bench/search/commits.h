// SPDX-License-Identifier: GPL-3.0-or-later
// What it takes to make 1, 10 and 100 more documents durable and findable in an index that has
// many.
#pragma once

#include <cstdint>

#include "search/index.h"
#include "tests/bench/search/corpus.h"
#include "tests/bench/search/postgres_answering.h"

namespace fika::bench {

// `postgres` may be null. The index is open for nobody.
Status print_commits(const search::IndexOptions& options, Corpus& corpus,
                     PostgresAnswering* postgres);

// Anonymous memory of this process.
std::uint64_t own_memory_bytes();

}  // namespace fika::bench
