// SPDX-License-Identifier: GPL-3.0-or-later
// What `fika-server init` writes into an empty folder.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "storage/transaction.h"

namespace fika::domain {

// Founds the organisation, adds its first administrator, named after the e-mail address until they
// say otherwise, and makes them an API token for everything. The token's secret comes back; it is
// kept nowhere. `random` is 32 bytes from the system. kState when there is an organisation already,
// kInvalid when name or e-mail are none.
Result<std::string> found_with_admin(storage::Transaction& txn, const Id& organisation,
                                     std::string_view name, std::string_view admin_email,
                                     std::string_view random);

}  // namespace fika::domain
