// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/erasure/phases.h"

namespace fika::domain {

Result<Stretch> stretch(const storage::Reader& reader, storage::Table table, std::string prefix,
                        const std::string& from, std::size_t rows_max) {
  Stretch found;
  const storage::Range range{.prefix = std::move(prefix), .bound = from};
  CHECKED(reader.scan(table, range, [&](std::string_view key, std::string_view value) {
    if (found.rows.size() == rows_max) {
      found.next = key;
      return false;
    }
    found.rows.push_back({std::string(key), std::string(value)});
    return true;
  }));
  return found;
}

Result<Stretch> index_stretch(const storage::Reader& reader, const storage::IndexTable& table,
                              std::string_view prefix, const std::string& from,
                              std::size_t rows_max) {
  TRY(Stretch found,
      stretch(reader, storage::Table::kIndex, storage::index_key(table, prefix), from, rows_max));
  for (Row& row : found.rows) row.key.erase(0, sizeof(table.number));
  return found;
}

}  // namespace fika::domain
