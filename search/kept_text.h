// SPDX-License-Identifier: GPL-3.0-or-later
// What a document of the index keeps in its data: enough to show a hit of it. What is filtered or
// counted by is in values instead (schema.h).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "search/document.h"

namespace fika::search {

struct KeptText {
  // The entity that made the document: its kind, and root and key as in storage::Table::kEntities.
  std::uint32_t entity_kind = 0;
  Id entity_root = {};
  std::string entity_key = {};
  Id id = {};
  std::string anchor = {};
  std::string title = {};
  std::string heading = {};
  // The text and then the code, cut at a character to kKeptTextBytesMax.
  std::string text = {};
};

std::string encode(const KeptText& kept);
// kDataLoss if these are no such bytes.
Result<KeptText> decode_kept_text(std::string_view data);

}  // namespace fika::search
