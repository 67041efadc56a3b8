// SPDX-License-Identifier: GPL-3.0-or-later
// The handlers of SignInService and their prepare steps, for policy.cc alone.
#pragma once

#include <fika/v1/sign_in.pb.h>

#include "server/domain/method.h"

namespace fika::domain {

// Passwords: password_commands.cc
Result<std::string> check_password_of(const Query& query,
                                      const v1::SignInWithPasswordRequest& request);
Result<v1::SignedIn> sign_in_with_password(Command& command,
                                           const v1::SignInWithPasswordRequest& request);
Result<std::string> prepare_password(const Query& query, const v1::SetPasswordRequest& request);
Result<v1::SetPasswordReply> set_password(Command& command, const v1::SetPasswordRequest& request);

// The own address: email_commands.cc
Result<std::string> prepare_own_email(const Query& query, const v1::ChangeOwnEmailRequest& request);
Result<v1::ChangeOwnEmailReply> change_own_email(Command& command,
                                                 const v1::ChangeOwnEmailRequest& request);

// One-time links and codes: link_commands.cc
Result<v1::SignInLink> create_sign_in_link(Command& command,
                                           const v1::CreateSignInLinkRequest& request);
Result<v1::SignedIn> sign_in_with_link(Command& command, const v1::SignInWithLinkRequest& request);

// Devices and tokens: commands.cc
Result<v1::RevokeSignInReply> revoke_sign_in(Command& command,
                                             const v1::RevokeSignInRequest& request);
Result<v1::SignOutReply> sign_out(Command& command, const v1::SignOutRequest& request);
Result<v1::CreateTokenReply> create_token(Command& command, const v1::CreateTokenRequest& request);
Result<v1::RevokeTokenReply> revoke_token(Command& command, const v1::RevokeTokenRequest& request);

// Invitations: invitation_commands.cc
Result<v1::CreateInvitationReply> create_invitation(Command& command,
                                                    const v1::CreateInvitationRequest& request);
Result<v1::RevokeInvitationReply> revoke_invitation(Command& command,
                                                    const v1::RevokeInvitationRequest& request);
Result<std::string> prepare_newcomer(const Query& query,
                                     const v1::RedeemInvitationRequest& request);
Result<v1::SignedIn> redeem_invitation(Command& command,
                                       const v1::RedeemInvitationRequest& request);

// Before a link is used: look.cc
Result<v1::LookAtLinkReply> look_at_link(const Query& query, const v1::LookAtLinkRequest& request);

// read.cc
Result<v1::ListSignInsReply> list_sign_ins(const Query& query,
                                           const v1::ListSignInsRequest& request);
Result<v1::ListTokensReply> list_tokens(const Query& query, const v1::ListTokensRequest& request);
Result<v1::ListInvitationsReply> list_invitations(const Query& query,
                                                  const v1::ListInvitationsRequest& request);
Status add_sign_ins_to(const Query& query, const storage::Scope& scope, SnapshotBuilder& snapshot);

// check.cc: part of fika-server verify.
Status check_sign_in(const storage::Reader& reader, storage::Findings& findings);

}  // namespace fika::domain
