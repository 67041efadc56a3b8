// SPDX-License-Identifier: GPL-3.0-or-later
// PostgreSQL's full-text search with the configuration of the set's language, title weighing more
// than text, the words of the question joined by OR, ts_rank by length: of what it offers, what
// ranked best on the judged sets.
#pragma once

#include <memory>

#include "tests/bench/relevance/engine.h"
#include "tests/bench/search/postgres.h"

namespace fika::bench {

// `server` outlives it.
std::unique_ptr<Engine> postgres_engine(Postgres& server);

}  // namespace fika::bench
