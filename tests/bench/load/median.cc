// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/load/median.h"

#include <algorithm>

namespace fika::bench {

double median(std::vector<double> values) {
  if (values.empty()) return 0;
  std::ranges::sort(values);
  const std::size_t middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

}  // namespace fika::bench
