// SPDX-License-Identifier: GPL-3.0-or-later
// The handlers of OrganisationService, for policy.cc alone.
#pragma once

#include <fika/v1/organisation.pb.h>

#include "server/domain/method.h"

namespace fika::domain {

Result<v1::Organisation> get_organisation(const Query& query,
                                          const v1::GetOrganisationRequest& request);
Result<v1::Organisation> update_organisation(Command& command,
                                             const v1::UpdateOrganisationRequest& request);
Status add_organisation_to(const Query& query, const storage::Scope& scope,
                           SnapshotBuilder& snapshot);

}  // namespace fika::domain
