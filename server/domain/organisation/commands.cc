// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text.h"
#include "server/domain/organisation/handlers.h"
#include "server/domain/organisation/organisation.h"

namespace fika::domain {

Result<v1::Organisation> update_organisation(Command& command,
                                             const v1::UpdateOrganisationRequest& request) {
  TRY(auto organisation, storage::find<v1::Organisation>(command.txn, command.organisation));
  if (!organisation) return fail(Code::kNotFound, "There is no organisation here yet.");
  const std::string before = organisation->SerializeAsString();
  if (request.has_name()) {
    TRY(std::string name,
        checked_line(request.name(), kOrganisationNameSizeMax, "The organisation's name"));
    organisation->set_name(std::move(name));
  }
  if (request.has_typing_off()) organisation->set_typing_off(request.typing_off());
  if (request.has_here_now_off()) organisation->set_here_now_off(request.here_now_off());
  // Saying what is so already wakes nobody.
  if (organisation->SerializeAsString() != before) CHECKED(command.txn.put(*organisation));
  return *std::move(organisation);
}

}  // namespace fika::domain
