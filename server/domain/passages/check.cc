// SPDX-License-Identifier: GPL-3.0-or-later
// Passages against their comments, their pages' texts and the list of open
// ones.
#include "server/domain/checks.h"
#include "server/domain/pages/pages.h"
#include "server/domain/passages/handlers.h"

namespace fika::domain {
namespace {

constexpr std::size_t kIdBytes = 16;

Status check_passage(const storage::Reader& reader, storage::Findings& findings,
                     const v1::Passage& passage) {
  findings.looked_at("passages", 1);
  const Id page_id = id_or_nil(passage.page()), message_id = id_or_nil(passage.message());
  TRY(const auto message, storage::find<v1::Message>(reader, page_id, {message_id}));
  if (!message || message->deleted()) {
    findings.add("A passage has no comment", passage.message());
  }
  // An erased page's last comments may still be on their way out.
  TRY(const auto page, storage::find<v1::Page>(reader, page_id));
  if (passage.start() >= passage.end() || (page && passage.revision() > page->revision())) {
    findings.add("A passage stands nowhere", passage.message());
  }
  TRY(const bool is_listed,
      has_index(reader, kOpenPassages, storage::KeyWriter().id(page_id).id(message_id).take()));
  if (is_listed != (passage.resolved_at_ms() == 0)) {
    findings.add("A passage is open and not listed so, or the other way", passage.message());
  }
  return {};
}

}  // namespace

Status check_passages(const storage::Reader& reader, storage::Findings& findings) {
  CHECKED(each_entity<v1::Passage>(reader, [&](const v1::Passage& passage) {
    return check_passage(reader, findings, passage);
  }));
  return each_row(reader, findings, kOpenPassages, row_form(2 * kIdBytes, 0),
                  [&](std::string_view key, std::string_view) -> Status {
                    storage::KeyReader parts(key);
                    const Id page = parts.id(), message = parts.id();
                    TRY(const auto passage, storage::find<v1::Passage>(reader, page, {message}));
                    if (!passage) {
                      findings.add("A passage is listed as open and is not there", message.text());
                    }
                    return {};
                  });
}

}  // namespace fika::domain
