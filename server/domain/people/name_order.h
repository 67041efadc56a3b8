// SPDX-License-Identifier: GPL-3.0-or-later
// Names as the directory sorts and finds them: without regard to case, with their accents. An order
// of code points, good enough to page through; a language's own alphabet is for the screen to
// apply.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace fika::domain {

// Lower case for Latin with all of Europe's letters, Greek and Cyrillic; anything else stays as it
// is. `text` is well-formed UTF-8.
std::string fold_case(std::string_view text);

// The folded name from each of its words on, sorted: "Ana de León" gives "ana de león", "de león"
// and "león", so that looking for "de l" finds her too.
std::vector<std::string> name_starts(std::string_view name);

}  // namespace fika::domain
