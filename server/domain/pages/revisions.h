// SPDX-License-Identifier: GPL-3.0-or-later
// A page's history: rows that are written once.
#pragma once

#include <fika/store/v1/pages.pb.h>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/domain/pages/pages.h"
#include "storage/transaction.h"

namespace fika::domain {

std::string revision_key(const Id& page, std::uint64_t number);

Result<std::optional<store::v1::StoredRevision>> find_revision(const storage::Reader& reader,
                                                               const Id& page,
                                                               std::uint64_t number);
// kNotFound unless the page has it; 0 is `newest`.
Result<store::v1::StoredRevision> named_revision(const storage::Reader& reader, const Id& page,
                                                 std::uint64_t number, std::uint64_t newest);
// kDataLoss when the row is gone or damaged.
Result<std::string> text_of(const storage::Reader& reader, const Id& page,
                            const store::v1::StoredRevision& revision);

// What a command writes besides what follows from the page and who writes.
struct Written {
  std::string summary;
  bool is_minor = false;
  std::vector<std::uint64_t> parents;
  v1::RevisionSource source = v1::REVISION_SOURCE_UI;
  std::uint64_t restored_from = 0;
  // Of an imported one; else the actor, now.
  Id author = {};
  std::int64_t created_at_ms = 0;
};
// The source of what `actor` writes by hand.
v1::RevisionSource source_of(const Actor& actor);
Result<std::string> checked_summary(std::string_view summary);

// Writes the next revision of `page` with its text (the one before it if `text` brings none) and
// links, and makes it the page's newest: the caller then puts the page.
Status add_revision(Command& command, v1::Page& page, const store::v1::PreparedText& text,
                    const Written& written);

// Up to `rows_max` rows of the history; false when there are more.
Result<bool> erase_history(storage::Transaction& txn, const Id& page, std::size_t rows_max);

}  // namespace fika::domain
