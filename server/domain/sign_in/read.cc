// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/scopes.h"
#include "server/domain/sign_in/handlers.h"
#include "server/domain/sign_in/invitations.h"

namespace fika::domain {

Result<v1::ListSignInsReply> list_sign_ins(const Query& query, const v1::ListSignInsRequest&) {
  v1::ListSignInsReply reply;
  TRY(const auto sign_ins, storage::all_of<v1::SignIn>(query.reader, query.actor.person));
  reply.mutable_sign_ins()->Assign(sign_ins.begin(), sign_ins.end());
  if (!query.actor.sign_in.is_nil()) reply.set_current(query.actor.sign_in.text());
  return reply;
}

Result<v1::ListTokensReply> list_tokens(const Query& query, const v1::ListTokensRequest&) {
  v1::ListTokensReply reply;
  TRY(const auto tokens, storage::all_of<v1::ApiToken>(query.reader, query.actor.person));
  reply.mutable_tokens()->Assign(tokens.begin(), tokens.end());
  return reply;
}

Result<v1::ListInvitationsReply> list_invitations(const Query& query,
                                                  const v1::ListInvitationsRequest&) {
  v1::ListInvitationsReply reply;
  TRY(const auto invitations, all_invitations(query.reader));
  for (const store::v1::StoredInvitation& stored : invitations) {
    if (stored.invitation().expires_at_ms() > query.now_ms) {
      *reply.add_invitations() = stored.invitation();
    }
  }
  return reply;
}

Status add_sign_ins_to(const Query&, const storage::Scope& scope, SnapshotBuilder& snapshot) {
  if (scope != person_scope(scope.id)) return {};
  CHECKED(snapshot.add_all<v1::SignIn>(scope.id));
  return snapshot.add_all<v1::ApiToken>(scope.id);
}

}  // namespace fika::domain
