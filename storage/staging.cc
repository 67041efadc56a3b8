// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/staging.h"

#include <spdlog/spdlog.h>

namespace fika::storage {

Status check_staged(const Overlay& staged) {
  if (staged.size_bytes() > kCommandBytesMax) {
    return fail(Code::kLimit, "This changes too much at once. Do it in smaller parts.");
  }
  // Entities of a kind and root stand together, so most look-ups are spared.
  Id last_root;
  for (const auto& [key, value] : staged.rows(Table::kEntities)) {
    KeyReader parts(key);
    const std::uint32_t kind = parts.u16();
    const Id root = parts.id();
    if (root == last_root) continue;
    TRY(const auto scope, scope_of(staged, root));
    if (!scope) {
      spdlog::error("an entity of kind {} was put under {}, which is no root", kind, root.text());
      return fail(Code::kInternal, "The server made a mistake with this. Nothing was changed.");
    }
    last_root = root;
  }
  return {};
}

bool has_room(const Overlay& group, const Overlay& staged) {
  return group.is_empty() || group.size_bytes() + staged.size_bytes() <= kGroupBytesMax;
}

}  // namespace fika::storage
