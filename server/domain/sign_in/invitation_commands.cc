// SPDX-License-Identifier: GPL-3.0-or-later
// Inviting somebody, and becoming a person by an invitation.
#include <algorithm>
#include <fika/v1/communities.pb.h>

#include "base/text.h"
#include "server/domain/communities/communities.h"
#include "server/domain/people/directory.h"
#include "server/domain/people/profile_fields.h"
#include "server/domain/sign_in/access.h"
#include "server/domain/sign_in/handlers.h"
#include "server/domain/sign_in/invitations.h"
#include "server/domain/sign_in/passwords.h"
#include "server/domain/sign_in/secrets.h"
#include "server/domain/sign_in/sign_in.h"

namespace fika::domain {
namespace {

// Unknown, used up, expired, revoked: all alike.
std::unexpected<Error> not_good() {
  return fail(Code::kNotFound, "This invitation is not good, or not any more. Ask for a new one.");
}

Status check_id_free(const storage::Reader& reader, const Id& id) {
  TRY(const auto place, storage::place_of(reader, id));
  TRY(const auto scope, storage::scope_of(reader, id));
  TRY(const auto invitation, storage::find_index(reader, kInvitations, id.bytes()));
  if (!place && !scope && !invitation) return {};
  return fail(Code::kExists, "The id {} is taken. Choose a fresh one.", id.text());
}

// Each once, and there.
Status set_communities(const storage::Reader& reader, const v1::CreateInvitationRequest& request,
                       v1::Invitation& invitation) {
  if (request.communities_size() > kInvitationCommunitiesMax) {
    return fail(Code::kInvalid, "These are {} communities; an invitation holds at most {}.",
                request.communities_size(), kInvitationCommunitiesMax);
  }
  for (const std::string& text : request.communities()) {
    TRY(const Id id, Id::parse(text, "communities"));
    TRY(const auto community, storage::find<v1::Community>(reader, id));
    if (!community) return fail(Code::kNotFound, "There is no such community. Correct the list.");
    const auto& present = invitation.communities();
    if (std::find(present.begin(), present.end(), id.text()) == present.end()) {
      invitation.add_communities(id.text());
    }
  }
  if (request.role() == v1::ROLE_GUEST && invitation.communities().empty()) {
    return fail(Code::kInvalid, "A guest sees only the communities of the invitation. Choose one.");
  }
  return {};
}

Status set_limits(std::int64_t now_ms, const v1::CreateInvitationRequest& request,
                  v1::Invitation& invitation) {
  const std::int64_t expires_at_ms =
      request.expires_at_ms() == 0 ? now_ms + kInvitationMs : request.expires_at_ms();
  if (expires_at_ms <= now_ms || expires_at_ms > now_ms + kInvitationMsMax) {
    return fail(Code::kInvalid,
                "An invitation lasts at most {} days from now. Choose another time.",
                kInvitationMsMax / kDayMs);
  }
  if (request.uses() > kInvitationUsesMax) {
    return fail(Code::kInvalid, "An invitation lets in at most {} people. Choose fewer.",
                kInvitationUsesMax);
  }
  invitation.set_expires_at_ms(expires_at_ms);
  invitation.set_uses_left(std::max(request.uses(), 1U));
  return {};
}

Result<store::v1::StoredInvitation> open_invitation(const storage::Reader& reader,
                                                    const std::string& typed, std::int64_t now_ms) {
  TRY(const auto secret, find_secret(reader, hash_secret(canonical_secret(typed)), now_ms));
  if (!secret) return not_good();
  TRY(auto stored, invitation_behind(reader, *secret));
  if (!stored) return not_good();
  return *std::move(stored);
}

Status use_once(storage::Transaction& txn, store::v1::StoredInvitation stored) {
  const std::uint32_t left = stored.invitation().uses_left() - 1;
  if (left == 0) return end_invitation(txn, stored);
  stored.mutable_invitation()->set_uses_left(left);
  return put_invitation(txn, stored);
}

Result<v1::Person> put_newcomer(Command& command, const v1::RedeemInvitationRequest& request,
                                v1::Role role) {
  TRY(const Id id, Id::parse(request.person(), "person"));
  v1::Person person;
  person.set_organisation(command.organisation.text());
  person.set_id(id.text());
  TRY(*person.mutable_name(), checked_person_name(request.name()));
  person.set_role(role);
  person.set_created_at_ms(command.txn.time_ms());
  v1::PersonSettings settings;
  settings.set_person(person.id());
  TRY(*settings.mutable_email(), checked_email(request.email()));
  CHECKED(add_person(command.txn, person, settings));
  return person;
}

// Communities that are gone by now are passed over; a guest needs one that is left.
Status join_communities(storage::Transaction& txn, const v1::Invitation& invitation,
                        const v1::Person& person) {
  TRY(const auto communities, communities_left(txn, invitation));
  if (person.role() == v1::ROLE_GUEST && communities.empty()) return not_good();
  for (const v1::Community& community : communities) {
    TRY(const Id id, Id::parse(community.id()));
    CHECKED(admit_member(txn, id, person));
  }
  return {};
}

}  // namespace

Result<v1::CreateInvitationReply> create_invitation(Command& command,
                                                    const v1::CreateInvitationRequest& request) {
  CHECKED(check_role(request.role()));
  TRY(const Id id, Id::parse(request.id(), "id"));
  CHECKED(check_id_free(command.txn, id));
  TRY(const auto open, all_invitations(command.txn));
  if (open.size() >= kInvitationsMax) {
    return fail(Code::kLimit, "{} invitations are open, which is the most. Revoke some first.",
                open.size());
  }
  v1::CreateInvitationReply reply;
  v1::Invitation& invitation = *reply.mutable_invitation();
  invitation.set_id(id.text());
  invitation.set_role(request.role());
  invitation.set_created_by(command.actor.person.text());
  CHECKED(set_communities(command.txn, request, invitation));
  CHECKED(set_limits(command.txn.time_ms(), request, invitation));
  reply.set_secret(secret_text(command.prepared));
  store::v1::StoredInvitation stored;
  *stored.mutable_invitation() = invitation;
  stored.set_secret_hash(hash_secret(reply.secret()));
  CHECKED(put_invitation(command.txn, stored));
  store::v1::Secret secret;
  secret.set_use(store::v1::SECRET_USE_INVITATION);
  secret.set_id(std::string(id.bytes()));
  secret.set_expires_at_ms(invitation.expires_at_ms());
  put_secret(command.txn, stored.secret_hash(), secret);
  command.txn.schedule(invitation.expires_at_ms(), std::string(kExpireInvitation),
                       std::string(id.bytes()));
  return reply;
}

Result<v1::RevokeInvitationReply> revoke_invitation(Command& command,
                                                    const v1::RevokeInvitationRequest& request) {
  TRY(const Id id, Id::parse(request.id(), "id"));
  TRY(const auto stored,
      storage::find_index_as<store::v1::StoredInvitation>(command.txn, kInvitations, id.bytes()));
  if (!stored) return fail(Code::kNotFound, "There is no such invitation. It may have ended.");
  CHECKED(end_invitation(command.txn, *stored));
  return v1::RevokeInvitationReply();
}

// -> randomness:32 hash, empty without a password. Nothing is hashed for who has no invitation.
Result<std::string> prepare_newcomer(const Query& query,
                                     const v1::RedeemInvitationRequest& request) {
  TRY(const auto stored, open_invitation(query.reader, request.secret(), query.now_ms));
  std::string prepared = fresh_randomness(kSecretRandomBytes);
  if (request.password().empty()) return prepared;
  if (trim(request.email()).empty()) {
    return fail(Code::kInvalid, "A password needs an e-mail address to sign in with. Add one.");
  }
  CHECKED(check_password(request.password()));
  TRY(const std::string hash, hash_password(request.password()));
  return prepared + hash;
}

Result<v1::SignedIn> redeem_invitation(Command& command,
                                       const v1::RedeemInvitationRequest& request) {
  storage::Transaction& txn = command.txn;
  TRY(const auto stored, open_invitation(txn, request.secret(), txn.time_ms()));
  TRY(const v1::Person person, put_newcomer(command, request, stored.invitation().role()));
  TRY(const Id id, Id::parse(person.id()));
  CHECKED(join_communities(txn, stored.invitation(), person));
  CHECKED(use_once(txn, stored));
  const std::string_view hash = command.prepared.substr(kSecretRandomBytes);
  if (!hash.empty()) CHECKED(put_password_hash(txn, id, std::string(hash)));
  return begin_sign_in(txn, id, request.device(), command.prepared.substr(0, kSecretRandomBytes));
}

}  // namespace fika::domain
