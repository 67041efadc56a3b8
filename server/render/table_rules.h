// SPDX-License-Identifier: GPL-3.0-or-later
// The line below a table's head may have a single hyphen a column, as in |-|-|, by GitHub's
// specification and in what people write. md4c 0.4.8 wants three signs.
#pragma once

#include <string>
#include <string_view>

namespace fika::render {

// The text with short lines of that kind made longer. Code between fences stays as it is.
std::string with_long_rules(std::string_view markdown);

}  // namespace fika::render
