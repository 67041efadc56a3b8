// SPDX-License-Identifier: GPL-3.0-or-later
// Letting in and shutting out.
#pragma once

#include <fika/v1/sign_in.pb.h>
#include <string_view>

#include "base/result.h"
#include "storage/transaction.h"

namespace fika::domain {

// A device of the person is signed in from now on; at the limit the oldest makes room. `random` is
// at least kSecretRandomBytes of a prepare step. kInvalid when the device's name is none.
Result<v1::SignedIn> begin_sign_in(storage::Transaction& txn, const Id& person,
                                   std::string_view device, std::string_view random);

// Ends the person's one-time link and its code.
Status end_links(storage::Transaction& txn, const Id& person);
// Ends every sign-in, token and link of the person; the feed closes the sockets with the commit.
Status end_access(storage::Transaction& txn, const Id& person);
// Ends the invitations that the person made: whoever may invite no more leaves no door open.
Status end_invitations_by(storage::Transaction& txn, const Id& person);

}  // namespace fika::domain
