// SPDX-License-Identifier: GPL-3.0-or-later
// Rows that a domain keeps for its own look-ups. They are no entities: they make no change lines
// and no client sees them. A domain declares its tables beside the commands that write them:
//
//   inline constexpr storage::IndexTable kByOrdinal{.number = 301, .name = "message_by_ordinal"};
//   txn.put_index(kByOrdinal, KeyWriter().id(root).u64(ordinal).take(), id.bytes());
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "storage/reader.h"

namespace fika::storage {

struct IndexTable {
  std::uint16_t number;  // never reused; a test holds them apart
  std::string_view name;
  // Its changes are told to the feed with each commit: rows that decide who receives what.
  bool is_published = false;
};

std::string index_key(const IndexTable& table, std::string_view parts);

Result<std::optional<std::string>> find_index(const Reader& reader, const IndexTable& table,
                                              std::string_view parts);

// Keys are handed out without the table's number. `range` is in the same terms.
Status scan_index(const Reader& reader, const IndexTable& table, const Range& range,
                  const Visit& visit);

// A row's protobuf; nothing if there is no row, kDataLoss if it is no M.
template <class M>
Result<std::optional<M>> find_index_as(const Reader& reader, const IndexTable& table,
                                       std::string_view parts) {
  TRY(const auto row, find_index(reader, table, parts));
  if (!row) return std::optional<M>{};
  M value;
  if (!value.ParseFromString(*row)) {
    return fail(Code::kDataLoss, "A row of {} cannot be read. Run fika-server verify.", table.name);
  }
  return std::optional<M>(std::move(value));
}

}  // namespace fika::storage
