// SPDX-License-Identifier: GPL-3.0-or-later
// What the document builders of several capabilities share: a text's words, and how much a thing
// weighs beside others that answer as well.
#pragma once

#include <cstddef>

#include "base/result.h"
#include "search/document.h"
#include "server/render/plain.h"
#include "storage/index.h"

namespace fika::domain {

// Its text, its code, and what it holds.
void put_text(search::Document& document, render::PlainText&& plain);

// What speaks for a thing; more of a kind than this counts as this.
inline constexpr std::size_t kVoicesMax = 20;
struct Voices {
  std::size_t helped = 0;    // people who say that it helped them
  std::size_t linked = 0;    // pages that lead to it
  bool is_accepted = false;  // a question's thread that is resolved
};
// 0 to 1; more always is more, and ever less so.
double authority_of(const Voices& voices);

// Rows of a table under a prefix, counted up to kVoicesMax.
Result<std::size_t> count_voices(const storage::Reader& reader, const storage::IndexTable& table,
                                 std::string_view prefix);

}  // namespace fika::domain
