// SPDX-License-Identifier: GPL-3.0-or-later
// The identity of everything stored: a UUIDv7 (RFC 9562), chosen by the client that creates the
// thing. A value type; on the wire and in URLs it is the usual text of 36 lower-case characters, in
// keys 16 bytes.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace fika {

class Id {
 public:
  Id() = default;  // nil: names nothing

  // A fresh id with `time_ms` (Unix, milliseconds) in front, the rest random.
  static Id make(std::int64_t time_ms);
  // The same id for the same words, always: how an importer finds what it brought before. It is
  // UUIDv7 in form, with `time_ms` in front so that imported things sort by their own time.
  static Id derive(std::int64_t time_ms, std::string_view words);
  // kInvalid unless `text` is 36 characters of a version 7 UUID; `what` names the field to the
  // person.
  static Result<Id> parse(std::string_view text, std::string_view what = "id");
  // Exactly 16 bytes, as bytes() gave them.
  static Id from_bytes(std::string_view bytes);

  std::string text() const;
  std::string_view bytes() const;
  bool is_nil() const { return *this == Id{}; }
  auto operator<=>(const Id&) const = default;

 private:
  std::array<std::uint8_t, 16> value_{};
};

}  // namespace fika

template <>
struct std::hash<fika::Id> {
  // The last eight bytes of a UUIDv7 are random; nothing needs mixing.
  std::size_t operator()(const fika::Id& id) const noexcept;
};
