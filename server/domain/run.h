// SPDX-License-Identifier: GPL-3.0-or-later
// Running a method: its policy first, against the same view that the handler then reads.
#pragma once

#include <memory>

#include "server/domain/method.h"

namespace fika::domain {

// The actor with the role of now; kUnauthenticated once the person is gone or deactivated.
Result<Actor> present_actor(const storage::Reader& reader, const Id& organisation,
                            const Actor& actor);

// kUnauthenticated, kForbidden or kNotFound. `actor` is as authenticated; the role and whether the
// person is still active are read again here.
Result<Actor> check_policy(const storage::Reader& reader, const Id& organisation,
                           const Actor& actor, const Method& method, const Message& request);

Result<std::unique_ptr<Message>> run_query(const Method& method, const Query& query,
                                           const Message& request);
Result<std::unique_ptr<Message>> run_command(const Method& method, const Command& command,
                                             const Message& request);

}  // namespace fika::domain
