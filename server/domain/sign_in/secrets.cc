// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/sign_in/secrets.h"

#include <fika/v1/sign_in.pb.h>
#include <utility>
#include <vector>

#include <sodium.h>

#include "base/check.h"
#include "base/text.h"

namespace fika::domain {
namespace {

constexpr std::string_view kPrefix = "fika_";
// Crockford: without I, L, O and U.
constexpr std::string_view kCodeAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t kCodeSize = 10;

std::string listed_key(const Id& person, std::string_view hash) {
  return storage::KeyWriter().id(person).text(hash).take();
}

Status erase_secret(storage::Transaction& txn, const std::string& hash,
                    const store::v1::Secret& secret) {
  txn.erase_index(kSecrets, hash);
  if (secret.person().empty()) return {};
  const Id person = Id::from_bytes(secret.person());
  txn.erase_index(kSecretsOfPerson, listed_key(person, hash));
  if (secret.use() == store::v1::SECRET_USE_SIGN_IN) {
    return txn.erase<v1::SignIn>(person, {Id::from_bytes(secret.id())});
  }
  if (secret.use() == store::v1::SECRET_USE_API_TOKEN) {
    return txn.erase<v1::ApiToken>(person, {Id::from_bytes(secret.id())});
  }
  return {};
}

}  // namespace

std::string fresh_randomness(std::size_t size) {
  std::string random(size, '\0');
  randombytes_buf(random.data(), random.size());
  return random;
}

std::string secret_text(std::string_view random) {
  FIKA_CHECK(random.size() >= kSecretRandomBytes);
  constexpr int kVariant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
  std::string text(sodium_base64_ENCODED_LEN(kSecretRandomBytes, kVariant), '\0');
  sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(random.data()),
                    kSecretRandomBytes, kVariant);
  text.pop_back();  // the NUL that ends a C string
  return std::string(kPrefix) + text;
}

std::string code_text(std::string_view random) {
  FIKA_CHECK(random.size() >= kCodeRandomBytes);
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < kCodeRandomBytes; ++i) {
    bits = bits << 8 | static_cast<std::uint8_t>(random[i]);
  }
  std::string code;
  for (std::size_t i = 0; i < kCodeSize; ++i) {
    if (i == kCodeSize / 2) code += '-';
    code += kCodeAlphabet[bits & 31];
    bits >>= 5;
  }
  return code;
}

std::string canonical_secret(std::string_view typed) {
  typed = trim(typed);
  if (typed.starts_with(kPrefix)) return std::string(typed);
  std::string code;
  for (char c : typed) {
    if (c == '-' || c == ' ') continue;
    if ('a' <= c && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if (c == 'O') c = '0';
    if (c == 'I' || c == 'L') c = '1';
    code += c;
  }
  return code;
}

Result<std::optional<store::v1::Secret>> find_secret(const storage::Reader& reader,
                                                     std::string_view hash, std::int64_t now_ms) {
  TRY(auto secret, storage::find_index_as<store::v1::Secret>(reader, kSecrets, hash));
  if (secret && secret->expires_at_ms() != 0 && secret->expires_at_ms() <= now_ms) secret.reset();
  return secret;
}

void put_secret(storage::Transaction& txn, const std::string& hash,
                const store::v1::Secret& secret) {
  txn.put_index(kSecrets, hash, secret.SerializeAsString());
  if (secret.person().empty()) return;
  txn.put_index(kSecretsOfPerson, listed_key(Id::from_bytes(secret.person()), hash), {});
  if (secret.expires_at_ms() != 0) {
    txn.schedule(secret.expires_at_ms(), std::string(kExpireSecret), hash);
  }
}

Status put_token(storage::Transaction& txn, const v1::ApiToken& token, std::string_view secret) {
  TRY(const Id person, Id::parse(token.person()));
  TRY(const Id id, Id::parse(token.id()));
  CHECKED(txn.create(token));
  store::v1::Secret row;
  row.set_use(store::v1::SECRET_USE_API_TOKEN);
  row.set_person(std::string(person.bytes()));
  row.set_id(std::string(id.bytes()));
  row.set_scope(token.scope());
  row.set_expires_at_ms(token.expires_at_ms());
  put_secret(txn, hash_secret(secret), row);
  return {};
}

Status end_secrets(storage::Transaction& txn, const Id& person,
                   const std::function<bool(const store::v1::Secret& secret)>& which) {
  std::vector<std::string> hashes;
  const storage::Range range{.prefix = std::string(person.bytes()), .bound = {}};
  CHECKED(storage::scan_index(txn, kSecretsOfPerson, range,
                              [&](std::string_view key, std::string_view) {
                                hashes.emplace_back(key.substr(person.bytes().size()));
                                return true;
                              }));
  for (const std::string& hash : hashes) {
    TRY(const auto secret, storage::find_index_as<store::v1::Secret>(txn, kSecrets, hash));
    if (secret && which(*secret)) CHECKED(erase_secret(txn, hash, *secret));
  }
  return {};
}

Status expire_secret(storage::Transaction& txn, std::string_view hash) {
  TRY(const auto secret, storage::find_index_as<store::v1::Secret>(txn, kSecrets, hash));
  if (!secret || secret->expires_at_ms() == 0 || secret->expires_at_ms() > txn.time_ms()) return {};
  return erase_secret(txn, std::string(hash), *secret);
}

}  // namespace fika::domain
