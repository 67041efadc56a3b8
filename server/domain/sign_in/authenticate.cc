// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/sign_in/authenticate.h"

#include <sodium.h>

#include "server/domain/sign_in/secrets.h"
#include "storage/entities.h"

namespace fika::domain {
namespace {

constexpr std::string_view kContext = "fika secret 1";
constexpr std::size_t kSecretBytesMax = 200;

std::unexpected<Error> not_signed_in() {
  return fail(Code::kUnauthenticated,
              "You are not signed in, or the sign-in has ended. Sign in again.");
}

}  // namespace

std::string hash_secret(std::string_view secret) {
  std::string hash(kSecretHashBytes, '\0');
  crypto_generichash(reinterpret_cast<unsigned char*>(hash.data()), hash.size(),
                     reinterpret_cast<const unsigned char*>(secret.data()), secret.size(),
                     reinterpret_cast<const unsigned char*>(kContext.data()), kContext.size());
  return hash;
}

Result<Actor> authenticate(const storage::Reader& reader, const Id& organisation,
                           std::string_view secret, std::int64_t now_ms) {
  if (secret.empty() || secret.size() > kSecretBytesMax) return not_signed_in();
  return authenticate_hash(reader, organisation, hash_secret(secret), now_ms);
}

Result<Actor> authenticate_hash(const storage::Reader& reader, const Id& organisation,
                                std::string_view hash, std::int64_t now_ms) {
  Actor actor;
  actor.secret_hash = std::string(hash);
  TRY(const auto row, find_secret(reader, actor.secret_hash, now_ms));
  if (!row) return not_signed_in();
  const bool is_sign_in = row->use() == store::v1::SECRET_USE_SIGN_IN;
  if (!is_sign_in && row->use() != store::v1::SECRET_USE_API_TOKEN) return not_signed_in();
  actor.person = Id::from_bytes(row->person());
  TRY(const auto person, storage::find<v1::Person>(reader, organisation, {actor.person}));
  if (!person || person->deactivated()) return not_signed_in();
  actor.role = person->role();
  actor.scope = row->scope();
  if (is_sign_in) actor.sign_in = Id::from_bytes(row->id());
  return actor;
}

}  // namespace fika::domain
