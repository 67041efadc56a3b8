// SPDX-License-Identifier: GPL-3.0-or-later
// What came by import is known to have come so: otherwise the next run of the importer would bring
// it twice, or write into what it did not bring.
#include <fika/v1/communities.pb.h>
#include <fika/v1/pages.pb.h>
#include <fika/v1/people.pb.h>
#include <fika/v1/threads.pb.h>

#include "server/domain/checks.h"
#include "server/domain/importing/handlers.h"

namespace fika::domain {
namespace {

constexpr std::size_t kIdBytes = 16, kNumberBytes = 8;

template <class Root>
Status check_known(const storage::Reader& reader, storage::Findings& findings) {
  return each_entity<Root>(reader, [&](const Root& root) -> Status {
    const Id id = id_or_nil(root.id());
    TRY(const bool is_known, has_index(reader, kImportedRoots, id.bytes()));
    if (is_known != root.imported()) {
      findings.add("Something came by import and is not known to, or the other way", id.text());
    }
    return {};
  });
}

Status check_pages_known(const storage::Reader& reader, storage::Findings& findings) {
  return each_entity<v1::Page>(reader, [&](const v1::Page& page) -> Status {
    TRY(const auto row, storage::find_index(reader, kImportedPages, id_or_nil(page.id()).bytes()));
    const bool is_right =
        row && row->size() == kNumberBytes && storage::KeyReader(*row).u64() <= page.revision();
    if (row.has_value() != page.imported() || (row && !is_right)) {
      findings.add("A page came by import and is not known to, or the other way", page.id());
    }
    return {};
  });
}

}  // namespace

Status check_importing(const storage::Reader& reader, storage::Findings& findings) {
  CHECKED(check_known<v1::Community>(reader, findings));
  CHECKED(check_known<v1::Thread>(reader, findings));
  CHECKED(check_pages_known(reader, findings));
  CHECKED(each_row(reader, findings, kImportedRoots, row_form(kIdBytes, 0),
                   [&](std::string_view key, std::string_view) -> Status {
                     const Id id = Id::from_bytes(key);
                     TRY(const auto scope, storage::scope_of(reader, id));
                     if (!scope) {
                       findings.add("Something is said to have come by import that is not there",
                                    id.text());
                     }
                     return {};
                   }));
  return each_row(reader, findings, kStandIns, row_form(kIdBytes, kIdBytes),
                  [&](std::string_view, std::string_view value) -> Status {
                    const Id id = Id::from_bytes(value);
                    TRY(const auto place, storage::place_of(reader, id));
                    if (!place || place->kind != storage::entity_type<v1::Person>().kind()) {
                      findings.add("Somebody stands in for an archive's person and is not there",
                                   id.text());
                    }
                    return {};
                  });
}

}  // namespace fika::domain
