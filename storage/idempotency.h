// SPDX-License-Identifier: GPL-3.0-or-later
// The answers already given: (person, client_id) -> hash of the request, and the reply. Written in
// the commit of the command itself, so that a command sent twice has its effect once.
#pragma once

#include <fika/store/v1/storage.pb.h>
#include <optional>
#include <string_view>

#include "base/result.h"
#include "storage/transaction.h"

namespace fika::storage {

inline constexpr std::size_t kClientIdBytesMin = 8;
inline constexpr std::size_t kClientIdBytesMax = 64;

// The answer of then; nothing if the command is new. kExists when the client_id was used for
// another request.
Result<std::optional<store::v1::IdempotentReply>> known_reply(const Reader& reader,
                                                              const Id& person,
                                                              std::string_view client_id,
                                                              std::string_view request_hash);

void keep_reply(Transaction& txn, const Id& person, std::string_view client_id,
                std::string_view request_hash, std::string_view reply);

}  // namespace fika::storage
