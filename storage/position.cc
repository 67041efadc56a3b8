// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/position.h"

#include <cstring>

#include <sodium.h>

#include "base/check.h"
#include "storage/keys.h"

namespace fika::storage {

Hash chain_hash(const Hash& previous, std::uint64_t seq, std::string_view serialized_record) {
  const std::string seq_bytes = KeyWriter().u64(seq).take();
  const auto update = [](crypto_generichash_state& state, std::string_view bytes) {
    crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(bytes.data()),
                              bytes.size());
  };
  Hash hash;
  crypto_generichash_state state;
  crypto_generichash_init(&state, nullptr, 0, hash.size());
  update(state, bytes_of(previous));
  update(state, seq_bytes);
  update(state, serialized_record);
  crypto_generichash_final(&state, hash.data(), hash.size());
  return hash;
}

std::string_view bytes_of(const Hash& hash) {
  return {reinterpret_cast<const char*>(hash.data()), hash.size()};
}

Hash hash_from_bytes(std::string_view bytes) {
  Hash hash;
  FIKA_CHECK(bytes.size() == hash.size());
  std::memcpy(hash.data(), bytes.data(), hash.size());
  return hash;
}

}  // namespace fika::storage
