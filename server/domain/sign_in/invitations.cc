// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/sign_in/invitations.h"

#include <algorithm>

#include "server/domain/communities/communities.h"
#include "server/domain/sign_in/authenticate.h"
#include "storage/entities.h"

namespace fika::domain {

Result<std::vector<store::v1::StoredInvitation>> all_invitations(const storage::Reader& reader) {
  std::vector<store::v1::StoredInvitation> invitations;
  Status status;
  CHECKED(
      storage::scan_index(reader, kInvitations, {}, [&](std::string_view, std::string_view value) {
        store::v1::StoredInvitation& invitation = invitations.emplace_back();
        if (invitation.ParseFromArray(value.data(), static_cast<int>(value.size()))) return true;
        status = fail(Code::kDataLoss, "An invitation cannot be read. Run fika-server verify.");
        return false;
      }));
  CHECKED(status);
  return invitations;
}

Result<std::optional<store::v1::StoredInvitation>> invitation_behind(
    const storage::Reader& reader, const store::v1::Secret& secret) {
  std::optional<store::v1::StoredInvitation> stored;
  if (secret.use() != store::v1::SECRET_USE_INVITATION) return stored;
  TRY(stored,
      storage::find_index_as<store::v1::StoredInvitation>(reader, kInvitations, secret.id()));
  if (stored && stored->invitation().uses_left() == 0) stored.reset();
  return stored;
}

Result<std::vector<v1::Community>> communities_left(const storage::Reader& reader,
                                                    const v1::Invitation& invitation) {
  std::vector<v1::Community> left;
  for (const std::string& text : invitation.communities()) {
    TRY(const Id id, Id::parse(text));
    TRY(auto community, present_community(reader, id));
    const auto is_same = [&](const v1::Community& one) { return one.id() == community->id(); };
    if (community && std::ranges::none_of(left, is_same)) left.push_back(*std::move(community));
  }
  return left;
}

Status put_invitation(storage::Transaction& txn, const store::v1::StoredInvitation& invitation) {
  TRY(const Id id, Id::parse(invitation.invitation().id()));
  txn.put_index(kInvitations, id.bytes(), invitation.SerializeAsString());
  return {};
}

Status end_invitation(storage::Transaction& txn, const store::v1::StoredInvitation& invitation) {
  TRY(const Id id, Id::parse(invitation.invitation().id()));
  txn.erase_index(kInvitations, id.bytes());
  txn.erase_index(kSecrets, invitation.secret_hash());
  return {};
}

Status expire_invitation(storage::Transaction& txn, std::string_view id) {
  TRY(const auto invitation,
      storage::find_index_as<store::v1::StoredInvitation>(txn, kInvitations, id));
  if (!invitation || invitation->invitation().expires_at_ms() > txn.time_ms()) return {};
  return end_invitation(txn, *invitation);
}

}  // namespace fika::domain
