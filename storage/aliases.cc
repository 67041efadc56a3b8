// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/aliases.h"

namespace fika::storage {

Status for_every_alias(const Reader& reader,
                       const std::function<bool(const Scope& alias, const Scope& scope)>& visit) {
  const Range range{.prefix = KeyWriter().u8('A').take(), .bound = {}};
  return reader.scan(Table::kRoots, range, [&](std::string_view key, std::string_view value) {
    return visit(scope_from_bytes(key.substr(1)), scope_from_bytes(value));
  });
}

}  // namespace fika::storage
