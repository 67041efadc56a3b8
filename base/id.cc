// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/id.h"

#include <cstring>

#include <sodium.h>

#include "base/check.h"

namespace fika {
namespace {

constexpr char kHex[] = "0123456789abcdef";

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool is_dash(std::size_t position) {
  return position == 8 || position == 13 || position == 18 || position == 23;
}

void stamp(std::array<std::uint8_t, 16>& value, std::int64_t time_ms) {
  for (std::size_t i = 0; i < 6; ++i) {
    value[i] = static_cast<std::uint8_t>(static_cast<std::uint64_t>(time_ms) >> (40 - 8 * i));
  }
  value[6] = static_cast<std::uint8_t>((value[6] & 0x0f) | 0x70);
  value[8] = static_cast<std::uint8_t>((value[8] & 0x3f) | 0x80);
}

}  // namespace

Id Id::make(std::int64_t time_ms) {
  Id id;
  randombytes_buf(id.value_.data(), id.value_.size());
  stamp(id.value_, time_ms);
  return id;
}

Id Id::derive(std::int64_t time_ms, std::string_view words) {
  Id id;
  crypto_generichash(id.value_.data(), id.value_.size(),
                     reinterpret_cast<const unsigned char*>(words.data()), words.size(), nullptr,
                     0);
  stamp(id.value_, time_ms);
  return id;
}

Result<Id> Id::parse(std::string_view text, std::string_view what) {
  Id id;
  std::size_t nibble = 0;
  bool good = text.size() == 36;
  for (std::size_t i = 0; good && i < text.size(); ++i) {
    if (is_dash(i)) {
      good = text[i] == '-';
      continue;
    }
    const int digit = hex_digit(text[i]);
    if (digit < 0) {
      good = false;
      break;
    }
    id.value_[nibble / 2] = static_cast<std::uint8_t>(id.value_[nibble / 2] << 4 | digit);
    ++nibble;
  }
  if (!good || id.value_[6] >> 4 != 7 || id.value_[8] >> 6 != 2) {
    return fail(Code::kInvalid, "{} is not a UUIDv7 such as 01890a5d-ac96-774b-bcce-b302099a8057.",
                what);
  }
  return id;
}

Id Id::from_bytes(std::string_view bytes) {
  FIKA_CHECK(bytes.size() == 16);
  Id id;
  std::memcpy(id.value_.data(), bytes.data(), 16);
  return id;
}

std::string Id::text() const {
  std::string text(36, '-');
  std::size_t at = 0;
  for (const std::uint8_t byte : value_) {
    if (is_dash(at)) ++at;
    text[at++] = kHex[byte >> 4];
    text[at++] = kHex[byte & 15];
  }
  return text;
}

std::string_view Id::bytes() const {
  return {reinterpret_cast<const char*>(value_.data()), value_.size()};
}

}  // namespace fika

std::size_t std::hash<fika::Id>::operator()(const fika::Id& id) const noexcept {
  std::size_t value = 0;
  std::memcpy(&value, id.bytes().data() + 8, sizeof value);
  return value;
}
