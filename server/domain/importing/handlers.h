// SPDX-License-Identifier: GPL-3.0-or-later
// The one method of ImportService.
#pragma once

#include "server/domain/importing/importing.h"

namespace fika::domain {

// The HTML of the messages, in their order, for Batch::html.
Result<std::string> prepare_batch(const Query& query, const v1::ImportBatchRequest& request);
Result<v1::ImportBatchReply> import_batch(Command& command, const v1::ImportBatchRequest& request);

// check.cc: part of fika-server verify.
Status check_importing(const storage::Reader& reader, storage::Findings& findings);

}  // namespace fika::domain
