// SPDX-License-Identifier: GPL-3.0-or-later
// The caller's own devices and tokens.
#include "base/text.h"
#include "server/domain/sign_in/handlers.h"
#include "server/domain/sign_in/secrets.h"
#include "server/domain/sign_in/sign_in.h"

namespace fika::domain {
namespace {

Status end_one(storage::Transaction& txn, const Id& person, const Id& id) {
  return end_secrets(txn, person,
                     [&](const store::v1::Secret& secret) { return secret.id() == id.bytes(); });
}

// A token must not outlive, by way of another, the one it was made with.
Status check_expiry(const Command& command, std::int64_t expires_at_ms) {
  if (expires_at_ms != 0 && expires_at_ms <= command.txn.time_ms()) {
    return fail(Code::kInvalid,
                "The token would have expired already. Choose a time to come, or none.");
  }
  TRY(const auto used,
      storage::find_index_as<store::v1::Secret>(command.txn, kSecrets, command.actor.secret_hash));
  if (!used || used->use() != store::v1::SECRET_USE_API_TOKEN || used->expires_at_ms() == 0) {
    return {};
  }
  if (expires_at_ms != 0 && expires_at_ms <= used->expires_at_ms()) return {};
  return fail(Code::kForbidden, "This token expires and can make none that outlives it.");
}

Status check_scope(const Actor& actor, v1::TokenScope scope) {
  if (!v1::TokenScope_IsValid(scope) || scope == v1::TOKEN_SCOPE_UNSPECIFIED) {
    return fail(Code::kInvalid, "The token's scope is missing. Choose read, write or admin.");
  }
  if (scope <= actor.scope) return {};
  return fail(Code::kForbidden, "A token can make none that may do more than itself.");
}

Status check_room(const Command& command) {
  TRY(const auto tokens, storage::all_of<v1::ApiToken>(command.txn, command.actor.person));
  if (tokens.size() < kTokensMax) return {};
  return fail(Code::kLimit, "You have {} tokens, which is the most. Revoke one that is not needed.",
              tokens.size());
}

}  // namespace

Result<v1::RevokeSignInReply> revoke_sign_in(Command& command,
                                             const v1::RevokeSignInRequest& request) {
  TRY(const Id id, Id::parse(request.id(), "id"));
  TRY(const auto sign_in, storage::find<v1::SignIn>(command.txn, command.actor.person, {id}));
  if (!sign_in) return fail(Code::kNotFound, "You have no such sign-in. It may have ended.");
  CHECKED(end_one(command.txn, command.actor.person, id));
  return v1::RevokeSignInReply();
}

Result<v1::SignOutReply> sign_out(Command& command, const v1::SignOutRequest&) {
  if (command.actor.sign_in.is_nil()) {
    return fail(Code::kState, "This call was made with a token. Revoke the token to end it.");
  }
  CHECKED(end_one(command.txn, command.actor.person, command.actor.sign_in));
  return v1::SignOutReply();
}

Result<v1::CreateTokenReply> create_token(Command& command, const v1::CreateTokenRequest& request) {
  CHECKED(check_scope(command.actor, request.scope()));
  CHECKED(check_expiry(command, request.expires_at_ms()));
  CHECKED(check_room(command));
  TRY(const Id id, Id::parse(request.id(), "id"));
  v1::CreateTokenReply reply;
  v1::ApiToken& token = *reply.mutable_token();
  token.set_person(command.actor.person.text());
  token.set_id(id.text());
  TRY(*token.mutable_name(), checked_line(request.name(), kTokenNameSizeMax, "The token's name"));
  token.set_scope(request.scope());
  token.set_created_at_ms(command.txn.time_ms());
  token.set_expires_at_ms(request.expires_at_ms());
  reply.set_secret(secret_text(command.prepared));
  CHECKED(put_token(command.txn, token, reply.secret()));
  return reply;
}

Result<v1::RevokeTokenReply> revoke_token(Command& command, const v1::RevokeTokenRequest& request) {
  TRY(const Id id, Id::parse(request.id(), "id"));
  TRY(const auto token, storage::find<v1::ApiToken>(command.txn, command.actor.person, {id}));
  if (!token) return fail(Code::kNotFound, "You have no such token. It may have been revoked.");
  CHECKED(end_one(command.txn, command.actor.person, id));
  return v1::RevokeTokenReply();
}

}  // namespace fika::domain
