// SPDX-License-Identifier: GPL-3.0-or-later
// What people have saved against the messages there are: a deleted one leaves a stub, one that was
// erased with its page nothing.
#include "server/domain/checks.h"
#include "server/domain/messages/messages.h"
#include "server/domain/saved/handlers.h"

namespace fika::domain {

Status check_saved(const storage::Reader& reader, storage::Findings& findings) {
  return each_entity<v1::SavedMessage>(reader, [&](const v1::SavedMessage& saved) -> Status {
    findings.looked_at("saved messages", 1);
    TRY(const auto place, storage::place_of(reader, id_or_nil(saved.message())));
    if (!place || place->kind != storage::entity_type<v1::Message>().kind()) {
      // Erased with its page.
      TRY(const bool is_erased, is_erased_root(reader, id_or_nil(saved.root())));
      if (is_erased) return {};
      findings.add("Somebody has saved a message that never was", saved.message());
    }
    return {};
  });
}

}  // namespace fika::domain
