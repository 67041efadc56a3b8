// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/organisation/handlers.h"
#include "server/domain/scopes.h"
#include "storage/entities.h"

namespace fika::domain {

Result<v1::Organisation> get_organisation(const Query& query, const v1::GetOrganisationRequest&) {
  TRY(auto organisation, storage::find<v1::Organisation>(query.reader, query.organisation));
  if (!organisation) return fail(Code::kNotFound, "There is no organisation here yet.");
  if (!query.actor.is_guest()) return *std::move(organisation);
  // Guests do not hold the organisation's scope; whose guests they are they may know.
  v1::Organisation seen_by_guests;
  seen_by_guests.set_id(organisation->id());
  seen_by_guests.set_name(organisation->name());
  return seen_by_guests;
}

Status add_organisation_to(const Query& query, const storage::Scope& scope,
                           SnapshotBuilder& snapshot) {
  if (scope != organisation_scope(query.organisation)) return {};
  return snapshot.add<v1::Organisation>(query.organisation);
}

}  // namespace fika::domain
