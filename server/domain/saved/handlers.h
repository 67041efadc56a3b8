// SPDX-License-Identifier: GPL-3.0-or-later
// The methods of SavedService, as policy.cc lists them.
#pragma once

#include <fika/v1/saved.pb.h>

#include "server/domain/saved/saved.h"

namespace fika::domain {

Result<v1::SavedMessage> save_message(Command& command, const v1::SaveMessageRequest& request);
Result<v1::UnsaveMessageReply> unsave_message(Command& command,
                                              const v1::UnsaveMessageRequest& request);
Result<v1::ListSavedReply> list_saved(const Query& query, const v1::ListSavedRequest& request);

// check.cc: part of fika-server verify.
Status check_saved(const storage::Reader& reader, storage::Findings& findings);

}  // namespace fika::domain
