// SPDX-License-Identifier: GPL-3.0-or-later
// The bytes of keys. Every table's grammar stands here, above the functions that write it; numbers
// are big-endian, so that the order of bytes is the order of things.
//
//   entities      kind:u16 root:16 part:16* text?      -> version:u64 body (the entity's protobuf)
//   directory     id:16                                -> kind:u16 root:16
//   roots         'R' root:16                          -> scope:17
//                 'S' scope:17 root:16                 -> (nothing)
//                 'A' scope:17                         -> scope:17, which it has become an alias of
//   index         number:u16 parts (the domain's)      -> the domain's protobuf, or nothing
//   log           seq:u64 index:u32                    -> store.v1.ChangeLine
//   log_by_root   root:16 seq:u64 index:u32            -> (nothing)
//   scope_heads   scope:17                             -> seq:u64 prev:u64
//   idempotency   person:16 client_id                  -> store.v1.IdempotentReply
//   due           time_ms:u64 id:16                    -> store.v1.DueCommand
//   headers       seq:u64                              -> store.v1.Header
//   meta          name                                 -> head: store.v1.Header; folder:
//   store.v1.Folder;
//                                                         floor: seq:u64
//   scope         kind:u8 id:16
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/id.h"

namespace fika::storage {

// One RocksDB column family each. Numbers are in records: never reused.
enum class Table : std::uint8_t {
  kMeta = 1,
  kEntities = 2,
  kDirectory = 3,
  kRoots = 4,
  kIndex = 5,
  kLog = 6,
  kLogByRoot = 7,
  kScopeHeads = 8,
  kIdempotency = 9,
  kDue = 10,
  kHeaders = 11,
};
inline constexpr std::size_t kTableCount = 12;  // one past the last number

// Who may see. Storage compares scopes and never asks what they mean.
struct Scope {
  std::uint8_t kind = 0;  // fika.v1.ScopeKind; 0 names no scope
  Id id;
  auto operator<=>(const Scope&) const = default;
};

// Builds a key from parts, in order.
class KeyWriter {
 public:
  KeyWriter& u8(std::uint8_t value);
  KeyWriter& u16(std::uint16_t value);
  KeyWriter& u32(std::uint32_t value);
  KeyWriter& u64(std::uint64_t value);
  KeyWriter& id(const Id& id);
  KeyWriter& scope(const Scope& scope);
  KeyWriter& text(std::string_view text);  // only as the last part
  // A text that is not the last part: NUL ends it. `text` holds no NUL.
  KeyWriter& text_part(std::string_view text);
  std::string take() { return std::move(key_); }

 private:
  std::string key_;
};

// Takes a key apart; FIKA_CHECKs that it is long enough, because only KeyWriter makes keys.
class KeyReader {
 public:
  explicit KeyReader(std::string_view key) : rest_(key) {}
  std::uint8_t u8();
  std::uint16_t u16();
  std::uint32_t u32();
  std::uint64_t u64();
  Id id();
  Scope scope();
  std::string_view text_part();
  std::string_view rest() const { return rest_; }

 private:
  std::string_view take(std::size_t size);
  std::string_view rest_;
};

std::string scope_bytes(const Scope& scope);
Scope scope_from_bytes(std::string_view bytes);

}  // namespace fika::storage

template <>
struct std::hash<fika::storage::Scope> {
  std::size_t operator()(const fika::storage::Scope& scope) const noexcept {
    return std::hash<fika::Id>{}(scope.id) ^ scope.kind;
  }
};
