// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of open invitations.
#pragma once

#include <fika/store/v1/domain.pb.h>
#include <fika/v1/communities.pb.h>
#include <optional>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "storage/transaction.h"

namespace fika::domain {

// invitation:16 -> store.v1.StoredInvitation
inline constexpr storage::IndexTable kInvitations{.number = 123, .name = "invitations"};

// The oldest first; a bounded number.
Result<std::vector<store::v1::StoredInvitation>> all_invitations(const storage::Reader& reader);
// The one that the secret stands for, while somebody may still come in by it.
Result<std::optional<store::v1::StoredInvitation>> invitation_behind(
    const storage::Reader& reader, const store::v1::Secret& secret);
// Those of its communities that are still there. A guest needs one: without, it lets nobody in.
Result<std::vector<v1::Community>> communities_left(const storage::Reader& reader,
                                                    const v1::Invitation& invitation);
Status put_invitation(storage::Transaction& txn, const store::v1::StoredInvitation& invitation);
// Erases it and its secret.
Status end_invitation(storage::Transaction& txn, const store::v1::StoredInvitation& invitation);

// What falls due as kExpireInvitation, with the invitation's id: erases what is past its time by
// then.
inline constexpr std::string_view kExpireInvitation = "invitation.expire";
Status expire_invitation(storage::Transaction& txn, std::string_view id);

}  // namespace fika::domain
