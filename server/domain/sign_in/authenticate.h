// SPDX-License-Identifier: GPL-3.0-or-later
// From the secret that came with a call to who asks. Any thread; two rows are read at most.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "server/domain/actor.h"
#include "storage/index.h"

namespace fika::domain {

// hash:32 -> store.v1.Secret. The feed closes the sockets of a row that is erased.
inline constexpr storage::IndexTable kSecrets{
    .number = 120, .name = "secrets", .is_published = true};

// BLAKE2b-256 in a context of our own. Secrets are looked up by it: how long that takes tells
// nothing of how much of a secret was right.
std::string hash_secret(std::string_view secret);

// kUnauthenticated, always with the same words, unless `secret` is a sign-in's or an API token's,
// good at `now_ms`, of a person who is not deactivated.
Result<Actor> authenticate(const storage::Reader& reader, const Id& organisation,
                           std::string_view secret, std::int64_t now_ms);
// The same of the secret that has this hash, for what is bound to a sign-in and ends with it.
Result<Actor> authenticate_hash(const storage::Reader& reader, const Id& organisation,
                                std::string_view hash, std::int64_t now_ms);

}  // namespace fika::domain
