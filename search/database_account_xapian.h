// SPDX-License-Identifier: GPL-3.0-or-later
// What a database of the index says of itself in its metadata (schema.h lists the names).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <xapian.h>

#include "storage/tailer.h"

namespace fika::search {

// Whether this program made it, or one that made the same of everything: else its terms mean
// something else and it must not even be asked. May throw, as all below.
bool is_of_this_version(const Xapian::Database& database);
// Whether the words were made with the same word list too; else it may be asked until it is made
// anew.
bool is_of_these_words(const Xapian::Database& database, std::string_view fingerprint);
void write_version(Xapian::WritableDatabase& database, std::string_view fingerprint);

storage::TailerCursor cursor_of(const Xapian::Database& database);
void write_cursor(Xapian::WritableDatabase& database, const storage::TailerCursor& cursor);

// Documents deleted since the database was last compacted: so much of their text may be on the
// disk.
std::uint64_t deleted_of(const Xapian::Database& database);
void write_deleted(Xapian::WritableDatabase& database, std::uint64_t count);

}  // namespace fika::search
