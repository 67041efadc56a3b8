// SPDX-License-Identifier: GPL-3.0-or-later
// What a link is for, told to whoever holds it: nothing is used up, and nothing is told of one that
// lets nobody in.
#include <fika/v1/organisation.pb.h>

#include "server/domain/sign_in/handlers.h"
#include "server/domain/sign_in/invitations.h"
#include "server/domain/sign_in/secrets.h"
#include "storage/entities.h"

namespace fika::domain {
namespace {

// Unknown, used up, revoked, expired, of somebody deactivated, or no such secret: all alike.
std::unexpected<Error> not_good() {
  return fail(Code::kNotFound,
              "This link or code is not good, or not any more. Ask for a new one.");
}

Result<v1::InvitationLook> look_at_invitation(const Query& query, const store::v1::Secret& secret) {
  TRY(const auto stored, invitation_behind(query.reader, secret));
  if (!stored) return not_good();
  const v1::Invitation& invitation = stored->invitation();
  TRY(const auto communities, communities_left(query.reader, invitation));
  if (invitation.role() == v1::ROLE_GUEST && communities.empty()) return not_good();
  TRY(const Id maker, Id::parse(invitation.created_by()));
  TRY(const auto inviter, storage::find<v1::Person>(query.reader, query.organisation, {maker}));
  v1::InvitationLook look;
  if (inviter) look.set_invited_by(inviter->name());
  look.set_role(invitation.role());
  for (const v1::Community& community : communities) look.add_communities(community.name());
  look.set_expires_at_ms(invitation.expires_at_ms());
  return look;
}

Result<v1::SignInLinkLook> look_at_sign_in_link(const Query& query,
                                                const store::v1::Secret& secret) {
  const Id id = Id::from_bytes(secret.person());
  TRY(const auto person, storage::find<v1::Person>(query.reader, query.organisation, {id}));
  if (!person || person->deactivated()) return not_good();
  v1::SignInLinkLook look;
  look.set_name(person->name());
  return look;
}

}  // namespace

Result<v1::LookAtLinkReply> look_at_link(const Query& query, const v1::LookAtLinkRequest& request) {
  const std::string hash = hash_secret(canonical_secret(request.secret()));
  TRY(const auto secret, find_secret(query.reader, hash, query.now_ms));
  if (!secret) return not_good();
  v1::LookAtLinkReply reply;
  if (secret->use() == store::v1::SECRET_USE_INVITATION) {
    TRY(*reply.mutable_invitation(), look_at_invitation(query, *secret));
  } else if (secret->use() == store::v1::SECRET_USE_SIGN_IN_LINK) {
    TRY(*reply.mutable_sign_in_link(), look_at_sign_in_link(query, *secret));
  } else {
    return not_good();
  }
  TRY(const auto organisation, storage::find<v1::Organisation>(query.reader, query.organisation));
  if (organisation) reply.set_organisation_name(organisation->name());
  return reply;
}

}  // namespace fika::domain
