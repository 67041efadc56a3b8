// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace fika::cli {

// Letters and digits of a title, for a file name.
std::string slug(std::string_view title);

}  // namespace fika::cli
