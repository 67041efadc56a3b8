// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/keys.h"

#include "base/check.h"

namespace fika::storage {
namespace {

template <class Number>
void append_big_endian(std::string& key, Number value) {
  for (int shift = static_cast<int>(sizeof(Number)) * 8 - 8; shift >= 0; shift -= 8) {
    key += static_cast<char>(static_cast<std::uint8_t>(value >> shift));
  }
}

template <class Number>
Number big_endian(std::string_view bytes) {
  std::uint64_t value = 0;
  for (const char c : bytes) value = value << 8 | static_cast<std::uint8_t>(c);
  return static_cast<Number>(value);
}

}  // namespace

KeyWriter& KeyWriter::u8(std::uint8_t value) {
  key_ += static_cast<char>(value);
  return *this;
}

KeyWriter& KeyWriter::u16(std::uint16_t value) {
  append_big_endian(key_, value);
  return *this;
}

KeyWriter& KeyWriter::u32(std::uint32_t value) {
  append_big_endian(key_, value);
  return *this;
}

KeyWriter& KeyWriter::u64(std::uint64_t value) {
  append_big_endian(key_, value);
  return *this;
}

KeyWriter& KeyWriter::id(const Id& id) {
  key_ += id.bytes();
  return *this;
}

KeyWriter& KeyWriter::scope(const Scope& scope) { return u8(scope.kind).id(scope.id); }

KeyWriter& KeyWriter::text(std::string_view text) {
  key_ += text;
  return *this;
}

KeyWriter& KeyWriter::text_part(std::string_view text) {
  FIKA_CHECK(text.find('\0') == std::string_view::npos);
  key_ += text;
  key_ += '\0';
  return *this;
}

std::string_view KeyReader::take(std::size_t size) {
  FIKA_CHECK(rest_.size() >= size);
  const std::string_view taken = rest_.substr(0, size);
  rest_.remove_prefix(size);
  return taken;
}

std::uint8_t KeyReader::u8() { return big_endian<std::uint8_t>(take(1)); }
std::uint16_t KeyReader::u16() { return big_endian<std::uint16_t>(take(2)); }
std::uint32_t KeyReader::u32() { return big_endian<std::uint32_t>(take(4)); }
std::uint64_t KeyReader::u64() { return big_endian<std::uint64_t>(take(8)); }
Id KeyReader::id() { return Id::from_bytes(take(16)); }

Scope KeyReader::scope() {
  const std::uint8_t kind = u8();
  return {kind, id()};
}

std::string_view KeyReader::text_part() {
  const std::size_t end = rest_.find('\0');
  FIKA_CHECK(end != std::string_view::npos);
  const std::string_view text = take(end);
  take(1);
  return text;
}

std::string scope_bytes(const Scope& scope) { return KeyWriter().scope(scope).take(); }

Scope scope_from_bytes(std::string_view bytes) { return KeyReader(bytes).scope(); }

}  // namespace fika::storage
