// SPDX-License-Identifier: GPL-3.0-or-later
// What people watch against what there is: a page that is gone may still be
// watched, one that never was may not.
#include "server/domain/checks.h"
#include "server/domain/pages/rows.h"
#include "server/domain/watching/handlers.h"

namespace fika::domain {

Status check_watching(const storage::Reader& reader, storage::Findings& findings) {
  CHECKED(each_entity<v1::PageWatch>(reader, [&](const v1::PageWatch& watch) -> Status {
    findings.looked_at("watches", 1);
    TRY(const auto scope, storage::scope_of(reader, id_or_nil(watch.page())));
    if (!scope) findings.add("Somebody watches a page that never was", watch.page());
    return {};
  }));
  CHECKED(each_entity<v1::TagWatch>(reader, [&](const v1::TagWatch& watch) -> Status {
    findings.looked_at("watches", 1);
    if (watch.tag() != folded(watch.written())) {
      findings.add("A watched tag is not found by its pages", watch.person());
    }
    return {};
  }));
  return each_row(reader, findings, kWatchedSeen, row_form(16, 8),
                  [](std::string_view, std::string_view) { return Status(); });
}

}  // namespace fika::domain
