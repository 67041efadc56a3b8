// SPDX-License-Identifier: GPL-3.0-or-later
// More sets to measure with, so that nothing is tuned to the two that people judged alone: what is
// right follows from how the texts were written.
#pragma once

#include "tests/bench/relevance/collection.h"

namespace fika::bench {

// Each section of a folder of Markdown pages is a document without its heading; the heading is the
// question that its section answers. Headings that stand more than once, of one word or over hardly
// any text ask nothing. A page's own language folder can be left out by its name.
Result<Collection> read_headings(const std::filesystem::path& folder, std::string_view left_out,
                                 std::string_view name, std::string_view language);

// Posts.xml of a Stack Exchange dump: the title of each question that has an answer is asked; its
// text (without the title) and its answers are right, the accepted one twice as much.
Result<Collection> read_stack_exchange(const std::filesystem::path& posts, std::string_view name);

}  // namespace fika::bench
