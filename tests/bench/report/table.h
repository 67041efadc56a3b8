// SPDX-License-Identifier: GPL-3.0-or-later
// The table of a run: for each scenario, figure and variant the median (least to greatest) of the
// repetitions, and the ratios of Fika's medians to those of the yardsticks of the same run.
#pragma once

#include <string>

#include "base/result.h"

namespace fika::bench {

// `path` holds lines as print_figures writes them. Prints Markdown.
Status print_table(const std::string& path);

}  // namespace fika::bench
