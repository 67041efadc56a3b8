// SPDX-License-Identifier: GPL-3.0-or-later
// Passwords as argon2id with 19 MiB and two passes. hash_password() and is_password() take about 25
// ms of a core each: they belong in prepare steps, never on the writer thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <fika/store/v1/domain.pb.h>
#include <string>
#include <string_view>

#include "base/result.h"
#include "storage/transaction.h"

namespace fika::domain {

inline constexpr std::size_t kPasswordSizeMin = 10;    // code points
inline constexpr std::size_t kPasswordBytesMax = 200;  // bounds what one attempt costs

// person:16 -> store.v1.Credential
inline constexpr storage::IndexTable kCredentials{.number = 122, .name = "credentials"};

// kInvalid with a sentence unless it may become somebody's password.
Status check_password(std::string_view password);
// kUnavailable when there is no memory for it.
Result<std::string> hash_password(std::string_view password);
// An empty hash is nobody's and takes as long as a true one: the time does not tell whether there
// is such an account.
bool is_password(const std::string& hash, std::string_view password);

// An empty one if there is none.
Result<store::v1::Credential> credential_of(const storage::Reader& reader, const Id& person);
// kAborted when the credential is not that version any more.
Status check_password_version(const storage::Reader& reader, const Id& person,
                              std::uint64_t version);
// Stores the hash in place of the credential as it is now.
Status put_password_hash(storage::Transaction& txn, const Id& person, std::string hash);

}  // namespace fika::domain
