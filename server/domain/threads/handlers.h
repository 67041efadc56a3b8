// SPDX-License-Identifier: GPL-3.0-or-later
// The methods of ThreadService, as policy.cc lists them, and how they find what a request names.
#pragma once

#include <fika/v1/threads.pb.h>

#include "server/domain/threads/threads.h"

namespace fika::domain {

// kNotFound unless `id` names a thread; the policy has checked who may see it.
Result<v1::Thread> named_thread(const storage::Reader& reader, std::string_view id);
// kNotFound unless `id` names a community itself, not something in it.
Result<Id> named_community(const storage::Reader& reader, std::string_view id);

// kExists when the id is, or ever was, another root's.
Status check_root_is_free(const storage::Reader& reader, const Id& id);
// kForbidden when more people could read it in the community `target` than in `source`.
Status check_no_more_open(const storage::Reader& reader, const Id& source, const Id& target);

std::string activity_key(const Id& community, std::int64_t last_at_ms, const Id& thread);
std::string pinned_thread_key(const Id& community, const Id& thread);
// At most kPinnedThreadsMax, in the order of their ids.
Result<std::vector<Id>> pinned_threads(const storage::Reader& reader, const Id& community);

// The HTML of the first message.
Result<std::string> prepare_start(const Query& query, const v1::StartThreadRequest& request);
Result<v1::StartThreadReply> start_thread(Command& command, const v1::StartThreadRequest& request);
Result<v1::Thread> rename_thread(Command& command, const v1::RenameThreadRequest& request);
Result<v1::Thread> move_thread(Command& command, const v1::MoveThreadRequest& request);
Result<v1::SplitThreadReply> split_thread(Command& command, const v1::SplitThreadRequest& request);
Result<v1::MergeThreadsReply> merge_threads(Command& command,
                                            const v1::MergeThreadsRequest& request);
Result<v1::Thread> set_resolved(Command& command, const v1::SetResolvedRequest& request);
Result<v1::Thread> set_thread_pinned(Command& command, const v1::SetThreadPinnedRequest& request);
Result<v1::ThreadLevel> set_thread_level(Command& command,
                                         const v1::SetThreadLevelRequest& request);
Result<v1::ThreadView> get_thread(const Query& query, const v1::GetThreadRequest& request);
Result<v1::ListThreadsReply> list_threads(const Query& query,
                                          const v1::ListThreadsRequest& request);
Status threads_in_snapshot(const Query& query, const storage::Scope& scope,
                           SnapshotBuilder& snapshot);

// check.cc: part of fika-server verify.
Status check_threads(const storage::Reader& reader, storage::Findings& findings);

}  // namespace fika::domain
