// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/guard.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
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
constexpr std::string_view kNotNow =
    "The search index cannot be read or written now. Look at the disk.";
constexpr std::array<Row, 11> kRows = {{
    {"DatabaseModifiedError", Code::kAborted, "The search index moved on while it was read."},
    {"DatabaseLockError", Code::kUnavailable,
     "The search index is in use by another program. Stop that one first."},
    {"DatabaseCorruptError", Code::kDataLoss, kUnreadable},
    {"DatabaseVersionError", Code::kDataLoss, kUnreadable},
    {"DatabaseOpeningError", Code::kDataLoss, kUnreadable},
    {"DatabaseNotFoundError", Code::kDataLoss, kUnreadable},
    {"SerialisationError", Code::kDataLoss, kUnreadable},
    {"DatabaseError", Code::kUnavailable, kNotNow},
    {"DatabaseCreateError", Code::kUnavailable,
     "The search index cannot be made. Look at the disk and at its folder's owner."},
    {"InvalidArgumentError", Code::kInvalid, kTooMuch},
    {"QueryParserError", Code::kInvalid, kTooMuch},
}};

// What says nothing of the index, and may pass.
constexpr std::array kPassing = {EMFILE, ENFILE, ENOMEM, EACCES, EPERM,  EIO,
                                 ENOSPC, EDQUOT, EINTR,  EAGAIN, ESTALE, ETIMEDOUT};

// The library keeps the number to itself and tells what it stands for.
bool is_passing(const Xapian::Error& error) {
  const char* reason = error.get_error_string();
  return reason != nullptr && std::ranges::any_of(kPassing, [&](int number) {
           return std::string_view(std::strerror(number)) == reason;
         });
}

// For the log alone: words of the library name folders of the server. What it says of a text or a
// question quotes it, and is told to nobody.
std::string told(const Xapian::Error& error, Code code) {
  std::string text = error.get_type();
  if (code == Code::kInvalid) return text;
  text.append(": ").append(error.get_msg());
  if (const char* reason = error.get_error_string()) text.append(": ").append(reason);
  return text;
}

}  // namespace

Error error_of(const Xapian::Error& error) {
  const std::string_view type = error.get_type();
  for (const Row& row : kRows) {
    if (row.type != type) continue;
    if (row.code != Code::kAborted) spdlog::warn("search: {}", told(error, row.code));
    if (row.code == Code::kDataLoss && is_passing(error)) {
      return {Code::kUnavailable, std::string(kNotNow)};
    }
    return {row.code, std::string(row.sentence)};
  }
  spdlog::error("search: {}", told(error, Code::kInternal));
  return {Code::kInternal, "The search failed."};
}

Error error_of(const std::exception& error) {
  spdlog::error("search: {}", error.what());
  return {Code::kInternal, "The search failed."};
}

}  // namespace fika::search
