// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/guard.h"

#include <array>
#include <string>
#include <string_view>

#include <spdlog/spdlog.h>

namespace fika::search {
namespace {

// Xapian's errors have no virtual function; the type's name tells them apart.
struct Row {
  std::string_view type;
  Code code;
  std::string_view sentence;
};
constexpr std::string_view kUnreadable = "The search index cannot be read.";
constexpr std::string_view kTooMuch =
    "This cannot be searched for. Ask in fewer or in other words.";
constexpr std::array<Row, 11> kRows = {{
    {"DatabaseModifiedError", Code::kAborted, "The search index moved on while it was read."},
    {"DatabaseLockError", Code::kUnavailable,
     "The search index is in use by another program. Stop that one first."},
    {"DatabaseCorruptError", Code::kDataLoss, kUnreadable},
    {"DatabaseVersionError", Code::kDataLoss, kUnreadable},
    {"DatabaseOpeningError", Code::kDataLoss, kUnreadable},
    {"DatabaseNotFoundError", Code::kDataLoss, kUnreadable},
    {"SerialisationError", Code::kDataLoss, kUnreadable},
    {"DatabaseError", Code::kUnavailable,
     "The search index cannot be read or written now. Look at the disk."},
    {"DatabaseCreateError", Code::kUnavailable,
     "The search index cannot be made. Look at the disk and at its folder's owner."},
    {"InvalidArgumentError", Code::kInvalid, kTooMuch},
    {"QueryParserError", Code::kInvalid, kTooMuch},
}};

}  // namespace

Error error_of(const Xapian::Error& error) {
  const std::string_view type = error.get_type();
  for (const Row& row : kRows) {
    if (row.type != type) continue;
    // Words of the library name folders of the server: they are for the log.
    if (row.code != Code::kAborted) spdlog::warn("search: {}: {}", type, error.get_msg());
    return {row.code, std::string(row.sentence)};
  }
  spdlog::error("search: {}: {}", type, error.get_msg());
  return {Code::kInternal, "The search failed."};
}

Error error_of(const std::exception& error) {
  spdlog::error("search: {}", error.what());
  return {Code::kInternal, "The search failed."};
}

}  // namespace fika::search
