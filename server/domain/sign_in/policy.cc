// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/sign_in/handlers.h"
#include "server/domain/sign_in/invitations.h"
#include "server/domain/sign_in/secrets.h"
#include "server/domain/sign_in/sign_in.h"

namespace fika::domain {
namespace {

// The reply or the request holds a secret: it is not kept for a repeat, nor asked by GET.
Method secret(Method method) {
  method.is_secret = true;
  return method;
}

// The request proves who somebody is: attempts are counted.
Method attempt(Method method) {
  method.is_sign_in = true;
  return method;
}

}  // namespace

Capability sign_in() {
  constexpr Policy kAnyone{.caller = Caller::kAnyone};
  constexpr Policy kGuest{.caller = Caller::kGuest};
  constexpr Policy kAdmin{.caller = Caller::kAdmin};
  return {
      .service = "fika.v1.SignInService",
      .methods =
          {
              attempt(secret(prepared_command<&sign_in_with_password, &check_password_of>(
                  "SignInWithPassword", kAnyone))),
              attempt(secret(prepared_command<&sign_in_with_link,
                                              &prepare_randomness<v1::SignInWithLinkRequest>>(
                  "SignInWithLink", kAnyone))),
              attempt(secret(prepared_command<&redeem_invitation, &prepare_newcomer>(
                  "RedeemInvitation", kAnyone))),
              // A scan: what a stranger may ask takes no time of the network core.
              attempt(secret(scan<&look_at_link>("LookAtLink", kAnyone))),
              secret(prepared_command<&create_sign_in_link,
                                      &prepare_randomness<v1::CreateSignInLinkRequest>>(
                  "CreateSignInLink", kAdmin)),
              // Kept for no repeat: the request holds the password.
              attempt(secret(
                  prepared_command<&set_password, &prepare_password>("SetPassword", kGuest))),
              attempt(secret(prepared_command<&change_own_email, &prepare_own_email>(
                  "ChangeOwnEmail", kGuest))),
              query<&list_sign_ins>("ListSignIns", kGuest),
              command<&revoke_sign_in>("RevokeSignIn", kGuest),
              command<&sign_out>("SignOut", kGuest),
              secret(prepared_command<&create_token, &prepare_randomness<v1::CreateTokenRequest>>(
                  "CreateToken", kGuest)),
              query<&list_tokens>("ListTokens", kGuest),
              command<&revoke_token>("RevokeToken", kGuest),
              secret(prepared_command<&create_invitation,
                                      &prepare_randomness<v1::CreateInvitationRequest>>(
                  "CreateInvitation", kAdmin)),
              query<&list_invitations>("ListInvitations", kAdmin),
              command<&revoke_invitation>("RevokeInvitation", kAdmin),
          },
      .snapshot = &add_sign_ins_to,
      .due =
          {
              {std::string(kExpireSecret), &expire_secret},
              {std::string(kExpireInvitation), &expire_invitation},
          },
      .check = &check_sign_in,
  };
}

}  // namespace fika::domain
