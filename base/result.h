// SPDX-License-Identifier: GPL-3.0-or-later
// How a function below the network says that it did not do what was asked: it returns Result<T>.
// Exceptions exist only inside the libraries that throw and are caught at that library's door.
#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

namespace fika {

// Closed: each enumerator maps to one Connect code, one HTTP status and one log level in
// code_info().
enum class Code {
  kInvalid,          // the request is malformed or over a limit; sending it again cannot help
  kUnauthenticated,  // nobody is signed in, or the sign-in has ended
  kForbidden,        // the person sees the object but may not do this to it
  kNotFound,         // absent, or invisible to this person: the two look alike
  kExists,           // the id is taken, or the client id was used for something else
  kState,            // the object is in a state that does not allow this
  kAborted,          // the version read has moved; reading and trying again may help
  kLimit,            // a quota or rate is used up; retrying later helps
  kUnimplemented,    // no such method
  kUnavailable,      // the server is full, stopping, or cannot reach its disk; retry later
  kInternal,         // a defect or a broken disk; the log has the detail
  kDataLoss,         // stored bytes are not what was written
};

struct Error {
  Code code;
  // For a person: what happened and what to do. Never a secret, never a path of the server.
  std::string detail;
  // Where it is known: asking again before then is of no use.
  std::uint32_t retry_after_ms = 0;
};

template <class T>
using Result = std::expected<T, Error>;
using Status = Result<void>;

struct CodeInfo {
  std::string_view connect;  // Connect protocol's name, as in {"code": ...}
  int http_status;
  bool is_server_fault;  // logged as an error, not as an answer
};
CodeInfo code_info(Code code);

template <class... Args>
std::unexpected<Error> fail(Code code, fmt::format_string<Args...> format, Args&&... args) {
  return std::unexpected(Error{code, fmt::format(format, std::forward<Args>(args)...)});
}

// Of kUnavailable when nothing more is known: a full queue has soon emptied.
inline constexpr std::uint32_t kRetrySoonMs = 1'000;
// How long to wait before asking again; 0 when waiting is not what helps.
std::uint32_t retry_after_ms(const Error& error);

}  // namespace fika

#define FIKA_CONCAT_INNER(a, b) a##b
#define FIKA_CONCAT(a, b) FIKA_CONCAT_INNER(a, b)

// TRY(auto x, expr); declares x from a Result or returns its error. CHECKED(expr); for a Status.
#define FIKA_TRY(tmp, declaration, expression, keyword)      \
  auto tmp = (expression);                                   \
  if (!tmp) keyword std::unexpected(std::move(tmp).error()); \
  declaration = *std::move(tmp)
#define TRY(declaration, ...) \
  FIKA_TRY(FIKA_CONCAT(try_, __COUNTER__), declaration, (__VA_ARGS__), return)
#define CO_TRY(declaration, ...) \
  FIKA_TRY(FIKA_CONCAT(try_, __COUNTER__), declaration, (__VA_ARGS__), co_return)
#define CHECKED(...)                                      \
  do {                                                    \
    if (auto checked = (__VA_ARGS__); !checked)           \
      return std::unexpected(std::move(checked).error()); \
  } while (false)
