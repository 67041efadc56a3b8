// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/organisation/handlers.h"
#include "server/domain/organisation/organisation.h"

namespace fika::domain {

Capability organisation() {
  return {.service = "fika.v1.OrganisationService",
          .methods =
              {
                  query<&get_organisation>("GetOrganisation", {.caller = Caller::kGuest}),
                  command<&update_organisation>("UpdateOrganisation", {.caller = Caller::kAdmin}),
              },
          .snapshot = &add_organisation_to};
}

}  // namespace fika::domain
