// SPDX-License-Identifier: GPL-3.0-or-later
// The methods of ImportService.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "server/domain/importing/importing.h"

namespace fika::domain {

// The HTML of the messages, in their order, for Batch::html.
Result<std::string> prepare_batch(const Query& query, const v1::ImportBatchRequest& request);
Result<v1::ImportBatchReply> import_batch(Command& command, const v1::ImportBatchRequest& request);

// page_texts.cc: a store.v1.PreparedImport, for import_pages().
Result<std::string> prepare_pages(const Query& query, const v1::ImportPagesRequest& request);
// pages.cc
Result<v1::ImportPagesReply> import_pages(Command& command, const v1::ImportPagesRequest& request);
Status check_page_counts(const v1::ImportPagesRequest& request);
// How many revisions of the page came by import; nothing for one that did not.
Result<std::optional<std::uint64_t>> imported_revisions(const storage::Reader& reader,
                                                        const Id& page);

// check.cc: part of fika-server verify.
Status check_importing(const storage::Reader& reader, storage::Findings& findings);

}  // namespace fika::domain
