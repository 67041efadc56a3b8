// SPDX-License-Identifier: GPL-3.0-or-later
// The methods of WatchService, as policy.cc lists them.
#pragma once

#include <fika/v1/watching.pb.h>

#include "server/domain/watching/watching.h"

namespace fika::domain {

// commands.cc
Result<v1::SetPageWatchReply> set_page_watch(Command& command,
                                             const v1::SetPageWatchRequest& request);
Result<v1::SetTagWatchReply> set_tag_watch(Command& command, const v1::SetTagWatchRequest& request);
Result<v1::MarkWatchedSeenReply> mark_watched_seen(Command& command,
                                                   const v1::MarkWatchedSeenRequest& request);
Result<std::int64_t> watched_seen_until(const storage::Reader& reader, const Id& person);
// read.cc
Result<v1::ListWatchedReply> list_watched(const Query& query,
                                          const v1::ListWatchedRequest& request);
// changes.cc
Result<v1::ListWatchedChangesReply> list_watched_changes(
    const Query& query, const v1::ListWatchedChangesRequest& request);

// check.cc: part of fika-server verify.
Status check_watching(const storage::Reader& reader, storage::Findings& findings);

}  // namespace fika::domain
