// SPDX-License-Identifier: GPL-3.0-or-later
// Bare Xapian on Fika's own database: the same words, the same conditions and Xapian's own
// snippets; no asker, no scopes, nothing checked again, hits of one root not put together.
#pragma once

#include <filesystem>
#include <memory>

#include "search/analysis.h"
#include "tests/bench/search/asked.h"

namespace fika::bench {

// `folder` is the index's; `analyser` outlives it.
Result<std::unique_ptr<Answering>> bare_answering(const std::filesystem::path& folder,
                                                  const search::Analyser& analyser);

}  // namespace fika::bench
