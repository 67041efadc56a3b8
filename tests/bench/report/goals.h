// SPDX-License-Identifier: GPL-3.0-or-later
// The goals of the figures, as data: each is a bound, fixed or made of what the yardsticks of the
// same run came to.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace fika::bench {

// The median of a figure in a scenario and variant; nothing when the run does not have it.
using Medians = std::function<std::optional<double>(
    std::string_view scenario, std::string_view variant, std::string_view figure)>;

// What is asked of Fika's figure and whether it is met, such as "at most 17: met"; several goals of
// one figure one after the other; empty when it has none. Without a yardstick's figure the goal
// stands there without a verdict.
std::string goal_cell(std::string_view scenario, std::string_view figure, const Medians& medians);

}  // namespace fika::bench
