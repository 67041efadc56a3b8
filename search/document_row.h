// SPDX-License-Identifier: GPL-3.0-or-later
// How an entity becomes documents: a capability lists one row for each kind of entity that search
// finds, or that what search finds depends on. Its registry row names them.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "search/document.h"
#include "storage/entities.h"
#include "storage/reader.h"

namespace fika::search {

// The entity that a change line names.
struct EntityName {
  std::uint32_t kind = 0;
  Id root;
  std::string key;  // after kind and root, as in storage::Table::kEntities
};

struct DocumentRow {
  std::uint32_t entity_kind = 0;
  // The documents of the entity with these bytes, as things stand in `reader`; none if it is not to
  // be found. They replace the ones it had; when it is erased they go without a call. Not set: it
  // has none of its own. Indexer's thread.
  std::function<Status(const storage::Reader& reader, std::string_view body,
                       std::vector<Document>& out)>
      build;
  // Other entities whose documents depend on this one, to be built anew when it is put or erased.
  // Not set: none.
  std::function<Status(const storage::Reader& reader, const EntityName& changed,
                       std::vector<EntityName>& out)>
      dependents;
};

// For Status build(const storage::Reader&, const M&, std::vector<Document>&).
template <class M, auto Build>
DocumentRow documents_of() {
  const auto build = [](const storage::Reader& reader, std::string_view body,
                        std::vector<Document>& out) -> Status {
    M entity;
    if (!entity.ParseFromArray(body.data(), static_cast<int>(body.size()))) {
      return fail(Code::kDataLoss, "A stored {} cannot be read. Run fika-server verify.",
                  M::descriptor()->name());
    }
    return Build(reader, entity, out);
  };
  return {.entity_kind = storage::entity_type<M>().kind(), .build = build, .dependents = {}};
}

}  // namespace fika::search
