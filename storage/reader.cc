// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reader.h"

namespace fika::storage {

std::string prefix_end(std::string_view prefix) {
  std::string end(prefix);
  while (!end.empty()) {
    if (static_cast<std::uint8_t>(end.back()) != 0xff) {
      end.back() = static_cast<char>(static_cast<std::uint8_t>(end.back()) + 1);
      return end;
    }
    end.pop_back();
  }
  return end;
}

Result<std::optional<Scope>> scope_of(const Reader& reader, const Id& root) {
  TRY(const auto filed, filed_scope_of(reader, root));
  if (!filed) return std::optional<Scope>{};
  TRY(const Scope scope, present_scope(reader, *filed));
  return std::optional(scope);
}

Result<std::optional<Scope>> filed_scope_of(const Reader& reader, const Id& root) {
  TRY(const auto row, reader.get(Table::kRoots, KeyWriter().u8('R').id(root).take()));
  if (!row) return std::optional<Scope>{};
  return std::optional(scope_from_bytes(*row));
}

Result<Scope> present_scope(const Reader& reader, const Scope& scope) {
  TRY(const auto row, reader.get(Table::kRoots, KeyWriter().u8('A').scope(scope).take()));
  return row ? scope_from_bytes(*row) : scope;
}

Status for_each_alias(const Reader& reader, const Scope& scope,
                      const std::function<bool(const Scope& alias)>& visit) {
  const std::string wanted = scope_bytes(scope);
  const Range range{.prefix = KeyWriter().u8('A').take(), .bound = {}};
  return reader.scan(Table::kRoots, range, [&](std::string_view key, std::string_view value) {
    return value != wanted || visit(scope_from_bytes(key.substr(1)));
  });
}

Status for_each_root(const Reader& reader, const Scope& scope,
                     const std::function<bool(const Id& root)>& visit, const Id& from) {
  const Range range{.prefix = KeyWriter().u8('S').scope(scope).take(),
                    .bound = KeyWriter().u8('S').scope(scope).id(from).take()};
  return reader.scan(Table::kRoots, range, [&](std::string_view key, std::string_view) {
    return visit(Id::from_bytes(key.substr(range.prefix.size())));
  });
}

Result<std::optional<Place>> place_of(const Reader& reader, const Id& id) {
  TRY(const auto row, reader.get(Table::kDirectory, id.bytes()));
  if (!row) return std::optional<Place>{};
  KeyReader value(*row);
  Place place;
  place.kind = value.u16();
  place.root = value.id();
  return std::optional(place);
}

Result<ScopeHead> scope_head(const Reader& reader, const Scope& scope) {
  TRY(const auto row, reader.get(Table::kScopeHeads, scope_bytes(scope)));
  if (!row) return ScopeHead{};
  KeyReader value(*row);
  ScopeHead head;
  head.seq = value.u64();
  head.prev = value.u64();
  return head;
}

}  // namespace fika::storage
