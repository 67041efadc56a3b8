// SPDX-License-Identifier: GPL-3.0-or-later
// The marks of what helped against their rows the other way round, and the words that are kept.
#include "server/domain/checks.h"
#include "server/domain/search/handlers.h"
#include "server/domain/search/helpful.h"

namespace fika::domain {
namespace {

Status check_marks(const storage::Reader& reader, storage::Findings& findings) {
  return each_entity<v1::HelpfulMark>(reader, [&](const v1::HelpfulMark& mark) -> Status {
    findings.looked_at("marks of what helped", 1);
    const std::string key =
        storage::KeyWriter().id(id_or_nil(mark.target())).id(id_or_nil(mark.person())).take();
    TRY(const bool is_counted, has_index(reader, kHelped, key));
    if (!is_counted) findings.add("What helped somebody does not count", mark.target());
    return {};
  });
}

Status check_rows(const storage::Reader& reader, storage::Findings& findings) {
  return each_row(reader, findings, kHelped, row_form(32, 0),
                  [&](std::string_view key, std::string_view) -> Status {
                    storage::KeyReader parts(key);
                    const Id target = parts.id();
                    const Id person = parts.id();
                    TRY(const auto mark, storage::find<v1::HelpfulMark>(reader, person, {target}));
                    if (!mark) findings.add("Something counts as helpful to nobody", target.text());
                    return {};
                  });
}

}  // namespace

Status check_searching(const storage::Reader& reader, storage::Findings& findings) {
  CHECKED(check_marks(reader, findings));
  CHECKED(check_rows(reader, findings));
  CHECKED(each_row(reader, findings, kGaps,
                   {.key_min = kGapKeyBytes,
                    .key_max = kGapKeyBytes,
                    .value_min = 17,
                    .value_max = 16 + kGapBytesMax},
                   [](std::string_view, std::string_view) -> Status { return {}; }));
  return each_row(reader, findings, kSynonyms, {.key_min = 16, .key_max = 16},
                  [](std::string_view, std::string_view value) -> Status {
                    return row_as<v1::SynonymSet>(value) ? Status() : unreadable();
                  });
}

}  // namespace fika::domain
