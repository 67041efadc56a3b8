// SPDX-License-Identifier: GPL-3.0-or-later
// A place in the change log, with the chain hash that tells one lineage from another:
// hash(n) = BLAKE2b-256(hash(n-1) || seq:u64 big-endian || the serialised record).
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace fika::storage {

using Hash = std::array<std::uint8_t, 32>;

struct Position {
  std::uint64_t seq = 0;  // 0: before the first commit, with a hash of zeros
  Hash hash{};
  bool operator==(const Position&) const = default;
};

Hash chain_hash(const Hash& previous, std::uint64_t seq, std::string_view serialized_record);
std::string_view bytes_of(const Hash& hash);
Hash hash_from_bytes(std::string_view bytes);  // exactly 32

}  // namespace fika::storage
