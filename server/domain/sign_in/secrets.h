// SPDX-License-Identifier: GPL-3.0-or-later
// What secrets look like and the rows that stand for them. Their randomness comes from a method's
// prepare step: what a transaction derives from its seed could be guessed by whoever knows the
// seed.
#pragma once

#include <cstdint>
#include <fika/store/v1/domain.pb.h>
#include <fika/v1/sign_in.pb.h>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "server/domain/method.h"
#include "server/domain/sign_in/authenticate.h"
#include "storage/transaction.h"

namespace fika::domain {

// person:16 hash:32 -> nothing: all that lets a person in.
inline constexpr storage::IndexTable kSecretsOfPerson{.number = 121, .name = "secrets_of_person"};

inline constexpr std::size_t kSecretHashBytes = 32;
inline constexpr std::size_t kSecretRandomBytes = 32;
inline constexpr std::size_t kCodeRandomBytes = 7;

std::string fresh_randomness(std::size_t size);

// The prepare step of a command that makes a secret: enough randomness for a secret and a code.
template <class Request>
Result<std::string> prepare_randomness(const Query&, const Request&) {
  return fresh_randomness(kSecretRandomBytes + kCodeRandomBytes);
}

// "fika_" and 43 characters, from at least kSecretRandomBytes.
std::string secret_text(std::string_view random);
// Ten characters of Crockford's base32 with a dash in the middle, from kCodeRandomBytes: 50 bits.
std::string code_text(std::string_view random);
// What was typed, as it is hashed: secrets without the space around them, codes in capitals without
// the dash and with 0 and 1 for the letters that look like them.
std::string canonical_secret(std::string_view typed);

// The row unless it is missing or past its time.
Result<std::optional<store::v1::Secret>> find_secret(const storage::Reader& reader,
                                                     std::string_view hash, std::int64_t now_ms);
// Puts the row, lists it under its person if it has one, and sees to its expiry.
void put_secret(storage::Transaction& txn, const std::string& hash,
                const store::v1::Secret& secret);
// The token and its row.
Status put_token(storage::Transaction& txn, const v1::ApiToken& token, std::string_view secret);
// Erases those of the person's secrets that `which` picks, with the SignIn or ApiToken they stand
// for.
Status end_secrets(storage::Transaction& txn, const Id& person,
                   const std::function<bool(const store::v1::Secret& secret)>& which);

// What falls due as kExpireSecret, with the hash: erases what is past its time by then.
inline constexpr std::string_view kExpireSecret = "sign_in.expire";
Status expire_secret(storage::Transaction& txn, std::string_view hash);

}  // namespace fika::domain
