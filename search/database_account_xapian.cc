// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/database_account_xapian.h"

#include <charconv>

#include "search/schema.h"

namespace fika::search {
namespace {

std::string read(const Xapian::Database& database, std::string_view name) {
  return database.get_metadata(std::string(name));
}
void write(Xapian::WritableDatabase& database, std::string_view name, std::string_view value) {
  database.set_metadata(std::string(name), std::string(value));
}
// Also of what another version wrote there.
std::uint64_t number(std::string_view text) {
  std::uint64_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

}  // namespace

bool is_of_this_version(const Xapian::Database& database) {
  return read(database, metadata::kVersion) == std::to_string(kSchemaVersion) &&
         read(database, metadata::kFeatures) == kFeatures;
}

bool is_of_these_words(const Xapian::Database& database, std::string_view fingerprint) {
  return read(database, metadata::kWords) == fingerprint;
}

void write_version(Xapian::WritableDatabase& database, std::string_view fingerprint) {
  write(database, metadata::kVersion, std::to_string(kSchemaVersion));
  write(database, metadata::kFeatures, kFeatures);
  write(database, metadata::kWords, fingerprint);
}

storage::TailerCursor cursor_of(const Xapian::Database& database) {
  const std::string text = read(database, metadata::kCursor);
  const std::size_t space = text.find(' ');
  if (space == std::string::npos) return {};
  return {.epoch = text.substr(space + 1), .seq = number(std::string_view(text).substr(0, space))};
}

void write_cursor(Xapian::WritableDatabase& database, const storage::TailerCursor& cursor) {
  write(database, metadata::kCursor, std::to_string(cursor.seq) + ' ' + cursor.epoch);
}

std::uint64_t deleted_of(const Xapian::Database& database) {
  return number(read(database, metadata::kDeleted));
}

void write_deleted(Xapian::WritableDatabase& database, std::uint64_t count) {
  write(database, metadata::kDeleted, std::to_string(count));
}

}  // namespace fika::search
