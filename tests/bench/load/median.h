// SPDX-License-Identifier: GPL-3.0-or-later
// The middle of a handful of figures, for what is measured a few times and kept one by one. For
// thousands of durations take a Histogram.
#pragma once

#include <vector>

namespace fika::bench {

// Of an even number the mean of the two in the middle; 0 of none.
double median(std::vector<double> values);

}  // namespace fika::bench
