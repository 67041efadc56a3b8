// SPDX-License-Identifier: GPL-3.0-or-later
// A person's own e-mail address: with password sign-in it decides who gets in, so changing it takes
// more than a device that was left lying open.
#include "server/domain/people/directory.h"
#include "server/domain/people/profile_fields.h"
#include "server/domain/sign_in/access.h"
#include "server/domain/sign_in/handlers.h"
#include "server/domain/sign_in/passwords.h"
#include "server/domain/sign_in/sign_in.h"
#include "storage/entities.h"

namespace fika::domain {
namespace {

Result<bool> is_fresh_sign_in(const storage::Reader& reader, const Actor& actor,
                              std::int64_t now_ms) {
  if (actor.sign_in.is_nil()) return false;
  TRY(const auto sign_in, storage::find<v1::SignIn>(reader, actor.person, {actor.sign_in}));
  return sign_in && now_ms - sign_in->created_at_ms() < kFreshSignInMs;
}

}  // namespace

// -> version:u64 of the credential whose password was given; nothing when none had to be, and for
// those whom the command will refuse.
Result<std::string> prepare_own_email(const Query& query,
                                      const v1::ChangeOwnEmailRequest& request) {
  if (query.actor.scope != v1::TOKEN_SCOPE_ADMIN) return std::string();
  TRY(const std::string email, checked_email(request.email()));
  if (email.empty()) {
    return fail(Code::kInvalid,
                "The e-mail address is missing. An administrator can take yours "
                "away.");
  }
  TRY(const bool is_fresh, is_fresh_sign_in(query.reader, query.actor, query.now_ms));
  if (is_fresh) return std::string();
  TRY(const auto credential, credential_of(query.reader, query.actor.person));
  if (credential.password_hash().empty()) {
    return fail(Code::kState,
                "You have no password to prove who you are. Sign in again, and change the address "
                "within 10 minutes.");
  }
  if (request.current_password().size() > kPasswordBytesMax ||
      !is_password(credential.password_hash(), request.current_password())) {
    return fail(Code::kForbidden, "The password is another. Nothing has changed.");
  }
  return storage::KeyWriter().u64(credential.version()).take();
}

Result<v1::ChangeOwnEmailReply> change_own_email(Command& command,
                                                 const v1::ChangeOwnEmailRequest& request) {
  const Actor& actor = command.actor;
  // A token for writing could otherwise make itself a sign-in, by way of the new address.
  if (actor.scope != v1::TOKEN_SCOPE_ADMIN) {
    return fail(Code::kForbidden, "This token may not change the address. Sign in to do it.");
  }
  if (command.prepared.empty()) {
    TRY(const bool is_fresh, is_fresh_sign_in(command.txn, actor, command.txn.time_ms()));
    if (!is_fresh) {
      return fail(Code::kAborted, "The sign-in has grown too old meanwhile. Give your password.");
    }
  } else {
    storage::KeyReader prepared(command.prepared);
    CHECKED(check_password_version(command.txn, actor.person, prepared.u64()));
  }
  v1::ChangeOwnEmailReply reply;
  TRY(*reply.mutable_email(), checked_email(request.email()));
  CHECKED(change_email(command.txn, actor.person, reply.email()));
  CHECKED(end_links(command.txn, actor.person));
  return reply;
}

}  // namespace fika::domain
