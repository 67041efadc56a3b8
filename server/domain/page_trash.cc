// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/page_trash.h"

#include <string>

#include "storage/entities.h"

namespace fika::domain {

Result<bool> is_in_trash(const storage::Reader& reader, const v1::Page& page) {
  if (page.trashed_at_ms() != 0) return true;
  std::string parent = page.parent();
  for (int depth = 0; !parent.empty() && depth < kPageDepthMax; ++depth) {
    TRY(const Id id, Id::parse(parent));
    TRY(const auto above, storage::find<v1::Page>(reader, id));
    if (!above || above->trashed_at_ms() != 0) return true;
    parent = above->parent();
  }
  return false;
}

}  // namespace fika::domain
