// SPDX-License-Identifier: GPL-3.0-or-later
// What a first visit and a return cost, in an organisation of 1,000 people and 200 communities:
// bytes on the wire and time from Hello to the last byte.
#pragma once

#include <filesystem>
#include <utility>
#include <vector>

#include "base/result.h"
#include "tests/bench/load/load.h"
#include "tests/bench/moments/server_process.h"

namespace fika::bench {

// By scenario: bootstrap, resume-hour (600 posts missed, all sent exactly) and resume-10000 (10,000
// change lines missed, too many to send: the Partial tier). `texts` is a folder of chat lines, see
// words.h. An error when a Hello is answered with another tier than it is there to measure.
Result<std::vector<std::pair<std::string, Figures>>> measure_visits(
    const Programs& programs, const std::filesystem::path& texts, std::uint64_t seed);

}  // namespace fika::bench
