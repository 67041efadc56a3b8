// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/index.h"

namespace fika::storage {

std::string index_key(const IndexTable& table, std::string_view parts) {
  return KeyWriter().u16(table.number).text(parts).take();
}

Result<std::optional<std::string>> find_index(const Reader& reader, const IndexTable& table,
                                              std::string_view parts) {
  return reader.get(Table::kIndex, index_key(table, parts));
}

Status scan_index(const Reader& reader, const IndexTable& table, const Range& range,
                  const Visit& visit) {
  Range inner{.prefix = index_key(table, range.prefix), .bound = {}, .reverse = range.reverse};
  if (!range.bound.empty()) inner.bound = index_key(table, range.bound);
  return reader.scan(Table::kIndex, inner, [&](std::string_view key, std::string_view value) {
    return visit(key.substr(2), value);
  });
}

}  // namespace fika::storage
