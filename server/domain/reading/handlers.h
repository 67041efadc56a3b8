// SPDX-License-Identifier: GPL-3.0-or-later
// The methods of ReadingService, as policy.cc lists them.
#pragma once

#include <fika/v1/reading.pb.h>

#include "server/domain/reading/reading.h"

namespace fika::domain {

Result<v1::ReadMarker> mark_read(Command& command, const v1::MarkReadRequest& request);
Result<v1::ReadMarker> mark_unread(Command& command, const v1::MarkUnreadRequest& request);
Result<v1::SaveDraftReply> save_draft(Command& command, const v1::SaveDraftRequest& request);
Result<v1::ListInboxReply> list_inbox(const Query& query, const v1::ListInboxRequest& request);
Result<v1::InboxItem> set_inbox_done(Command& command, const v1::SetInboxDoneRequest& request);
Status reading_in_snapshot(const Query& query, const storage::Scope& scope,
                           SnapshotBuilder& snapshot);

// check.cc: part of fika-server verify.
Status check_reading(const storage::Reader& reader, storage::Findings& findings);

}  // namespace fika::domain
