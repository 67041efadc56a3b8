// SPDX-License-Identifier: GPL-3.0-or-later
// The methods of PassageService, as policy.cc lists them.
#pragma once

#include <fika/v1/passages.pb.h>
#include <string>

#include "server/domain/passages/passages.h"

namespace fika::domain {

// commenting.cc
Result<std::string> prepare_comment(const Query& query, const v1::CommentPassageRequest& request);
Result<v1::CommentPassageReply> comment_passage(Command& command,
                                                const v1::CommentPassageRequest& request);
// resolving.cc
Result<v1::Passage> resolve_passage(Command& command, const v1::ResolvePassageRequest& request);
Result<std::string> prepare_reopen(const Query& query, const v1::ReopenPassageRequest& request);
Result<v1::Passage> reopen_passage(Command& command, const v1::ReopenPassageRequest& request);
// read.cc
Result<v1::ListPassagesReply> list_passages(const Query& query,
                                            const v1::ListPassagesRequest& request);

// check.cc: part of fika-server verify.
Status check_passages(const storage::Reader& reader, storage::Findings& findings);

// passages.cc: puts an open passage and its row. kLimit when the page has no
// room for another.
Status open_passage(storage::Transaction& txn, const v1::Passage& passage);

}  // namespace fika::domain
