// SPDX-License-Identifier: GPL-3.0-or-later
// Where @thread and @community are words of their own, and not a part of an address such as
// info@community.org: who is told and what is marked must be one answer.
#pragma once

#include <string_view>

namespace fika::render {

// Whether the word of `size` bytes at `at` stands alone in the text.
bool is_lone_word(std::string_view text, std::size_t at, std::size_t size);

// The size of "@thread" or "@community" if that stands alone at `at`, else 0.
std::size_t group_mention_size(std::string_view text, std::size_t at);

}  // namespace fika::render
