// SPDX-License-Identifier: GPL-3.0-or-later
// What people have read and typed, against what there is.
#include "server/domain/checks.h"
#include "server/domain/messages/messages.h"
#include "server/domain/reading/handlers.h"

namespace fika::domain {

Status check_reading(const storage::Reader& reader, storage::Findings& findings) {
  CHECKED(each_entity<v1::ReadMarker>(reader, [&](const v1::ReadMarker& marker) -> Status {
    findings.looked_at("read markers", 1);
    TRY(const v1::Head head, head_of(reader, id_or_nil(marker.root())));
    if (marker.ordinal() > head.last_ordinal()) {
      // Markers of a page's talk outlive it: nobody knows whose they are.
      TRY(const bool is_erased, is_erased_root(reader, id_or_nil(marker.root())));
      if (is_erased) return {};
      findings.add(
          "Somebody has read further than was written",
          fmt::format("{} of {} in {}", marker.ordinal(), head.last_ordinal(), marker.root()));
    }
    return {};
  }));
  return each_entity<v1::Draft>(reader, [&](const v1::Draft& draft) -> Status {
    TRY(const auto scope, storage::scope_of(reader, id_or_nil(draft.target())));
    if (!scope) findings.add("A draft is for something that never was", draft.target());
    return {};
  });
}

}  // namespace fika::domain
