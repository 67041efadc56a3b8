// SPDX-License-Identifier: GPL-3.0-or-later
// Signing in with a password and setting one. argon2id runs in the prepare steps; the commands
// check that the credential is still the one that was read there.
#include "base/text.h"
#include "server/domain/people/directory.h"
#include "server/domain/sign_in/access.h"
#include "server/domain/sign_in/handlers.h"
#include "server/domain/sign_in/passwords.h"
#include "server/domain/sign_in/secrets.h"

namespace fika::domain {
namespace {

// One answer for an unknown address, a wrong password, an account without one and a deactivated
// one.
std::unexpected<Error> wrong() {
  return fail(
      Code::kUnauthenticated,
      "E-mail address and password do not fit together. Try again, or ask an administrator for "
      "a link.");
}

}  // namespace

// -> person:16 version:u64 randomness
Result<std::string> check_password_of(const Query& query,
                                      const v1::SignInWithPasswordRequest& request) {
  if (request.password().size() > kPasswordBytesMax) return wrong();
  TRY(const auto person, person_by_email(query.reader, trim(request.email())));
  store::v1::Credential credential;
  if (person) {
    TRY(credential, credential_of(query.reader, *person));
  }
  // Before anything is answered, so that each attempt takes as long.
  const bool is_right = is_password(credential.password_hash(), request.password());
  if (!person || !is_right) return wrong();
  return storage::KeyWriter()
      .id(*person)
      .u64(credential.version())
      .text(fresh_randomness(kSecretRandomBytes))
      .take();
}

Result<v1::SignedIn> sign_in_with_password(Command& command,
                                           const v1::SignInWithPasswordRequest& request) {
  storage::KeyReader prepared(command.prepared);
  const Id id = prepared.id();
  CHECKED(check_password_version(command.txn, id, prepared.u64()));
  TRY(const auto person, storage::find<v1::Person>(command.txn, command.organisation, {id}));
  if (!person || person->deactivated()) return wrong();
  return begin_sign_in(command.txn, id, request.device(), prepared.rest());
}

// -> version:u64 hash; nothing for those whom the command will refuse.
Result<std::string> prepare_password(const Query& query, const v1::SetPasswordRequest& request) {
  if (query.actor.scope != v1::TOKEN_SCOPE_ADMIN) return std::string();
  CHECKED(check_password(request.password()));
  const Id& person = query.actor.person;
  TRY(const auto settings, storage::find<v1::PersonSettings>(query.reader, person));
  if (!settings || settings->email().empty()) {
    return fail(Code::kState,
                "Your account has no e-mail address, so a password could not let you in. Sign in "
                "by link or code.");
  }
  TRY(const auto credential, credential_of(query.reader, person));
  if (!credential.password_hash().empty() &&
      (request.current_password().size() > kPasswordBytesMax ||
       !is_password(credential.password_hash(), request.current_password()))) {
    return fail(Code::kForbidden, "The current password is another. Nothing has changed.");
  }
  TRY(const std::string hash, hash_password(request.password()));
  return storage::KeyWriter().u64(credential.version()).text(hash).take();
}

Result<v1::SetPasswordReply> set_password(Command& command, const v1::SetPasswordRequest&) {
  const Actor& actor = command.actor;
  // A token for writing could otherwise make itself a sign-in, which may do everything.
  if (actor.scope != v1::TOKEN_SCOPE_ADMIN) {
    return fail(Code::kForbidden, "This token may not set a password. Sign in to do it.");
  }
  storage::KeyReader prepared(command.prepared);
  CHECKED(check_password_version(command.txn, actor.person, prepared.u64()));
  CHECKED(put_password_hash(command.txn, actor.person, std::string(prepared.rest())));
  CHECKED(end_secrets(command.txn, actor.person, [&](const store::v1::Secret& secret) {
    return secret.use() == store::v1::SECRET_USE_SIGN_IN_LINK ||
           (secret.use() == store::v1::SECRET_USE_SIGN_IN && secret.id() != actor.sign_in.bytes());
  }));
  return v1::SetPasswordReply();
}

}  // namespace fika::domain
