// SPDX-License-Identifier: GPL-3.0-or-later
// Fika's index answering, with the asker's scopes and the check of each root before it is shown.
#pragma once

#include <memory>
#include <unordered_map>

#include "search/index.h"
#include "tests/bench/search/asked.h"

namespace fika::bench {

// Which community each root is of: what a server looks up to check a hit.
using Roots = std::unordered_map<Id, Id>;

// Both outlive it.
std::unique_ptr<Answering> fika_answering(const search::Index& index, const Roots& roots);

// As the server hands it to the index.
search::Question question_of(const Asked& asked);

}  // namespace fika::bench
