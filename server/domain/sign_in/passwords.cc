// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/sign_in/passwords.h"

#include <fika/v1/people.pb.h>

#include <sodium.h>

#include "base/text.h"

namespace fika::domain {
namespace {

constexpr unsigned long long kPasses = 2;
constexpr std::size_t kMemoryBytes = 19 * 1024 * 1024;

// Made with the parameters above of 32 random bytes that nobody knows.
constexpr const char* kNobodysHash =
    "$argon2id$v=19$m=19456,t=2,p=1$OrrI0X8+C9EI0xv1wrcRXA"
    "$EkI+hMTTrbzzeZsAnpcxMdbV7aLWzh8PRs5pZ6JfRmA";

}  // namespace

Status check_password(std::string_view password) {
  if (password.size() > kPasswordBytesMax) {
    return fail(Code::kInvalid, "The password is {} bytes long; at most {} fit.", password.size(),
                kPasswordBytesMax);
  }
  if (!is_utf8(password)) return fail(Code::kInvalid, "The password is not valid UTF-8.");
  if (utf8_length(password) < kPasswordSizeMin) {
    return fail(Code::kInvalid,
                "The password is short. Take at least {} characters, such as a few words.",
                kPasswordSizeMin);
  }
  return {};
}

Result<std::string> hash_password(std::string_view password) {
  std::string hash(crypto_pwhash_STRBYTES, '\0');
  if (crypto_pwhash_str_alg(hash.data(), password.data(), password.size(), kPasses, kMemoryBytes,
                            crypto_pwhash_ALG_ARGON2ID13) != 0) {
    return fail(Code::kUnavailable, "The server is short of memory. Try again in a moment.");
  }
  hash.resize(hash.find('\0'));
  return hash;
}

bool is_password(const std::string& hash, std::string_view password) {
  const char* compared = hash.empty() ? kNobodysHash : hash.c_str();
  // libsodium takes no null, not even for nothing.
  const char* given = password.empty() ? "" : password.data();
  const bool fits = crypto_pwhash_str_verify(compared, given, password.size()) == 0;
  return fits && !hash.empty();
}

Result<store::v1::Credential> credential_of(const storage::Reader& reader, const Id& person) {
  TRY(const auto credential,
      storage::find_index_as<store::v1::Credential>(reader, kCredentials, person.bytes()));
  return credential.value_or(store::v1::Credential{});
}

Status check_password_version(const storage::Reader& reader, const Id& person,
                              std::uint64_t version) {
  TRY(const auto credential, credential_of(reader, person));
  if (credential.version() == version) return {};
  return fail(Code::kAborted, "The password was changed in the meantime. Try again.");
}

Status put_password_hash(storage::Transaction& txn, const Id& person, std::string hash) {
  TRY(store::v1::Credential credential, credential_of(txn, person));
  credential.set_password_hash(std::move(hash));
  credential.set_version(credential.version() + 1);
  txn.put_index(kCredentials, person.bytes(), credential.SerializeAsString());
  TRY(const auto found, storage::find<v1::PersonSettings>(txn, person));
  v1::PersonSettings settings = found.value_or(v1::PersonSettings{});
  if (settings.has_password()) return {};
  settings.set_person(person.text());
  settings.set_has_password(true);
  return txn.put(settings);
}

}  // namespace fika::domain
