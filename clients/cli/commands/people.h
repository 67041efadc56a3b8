// SPDX-License-Identifier: GPL-3.0-or-later
// What changes how somebody gets in, or that they are there at all. Accounts themselves, tokens and
// links are in accounts.h.
#pragma once

#include <string>

#include "clients/cli/session.h"

namespace fika::cli {

// An administrator gives the person this address; "-" takes theirs away.
Outcome<void> person_email(Session& session, const std::string& person, const std::string& email);
// The caller's own; asks for the password where the server wants it.
Outcome<void> own_email(Session& session, const std::string& email);
// An administrator erases the person for good. Waits until it is done; asks first unless `is_sure`.
Outcome<void> person_erase(Session& session, const std::string& person, bool is_sure);

}  // namespace fika::cli
