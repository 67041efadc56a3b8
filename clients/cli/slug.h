// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace fika::cli {

// The small letters and digits of a title with hyphens between, for a file name that every system
// takes: two that differ by more than case differ on all of them.
std::string slug(std::string_view title);

}  // namespace fika::cli
