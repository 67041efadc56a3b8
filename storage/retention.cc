// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/retention.h"

#include <string>
#include <vector>

#include <fika/store/v1/storage.pb.h>

namespace fika::storage {
namespace {
constexpr std::size_t kExpireMax = 1000;
}

Result<std::size_t> expire_replies(Overlay& group, std::int64_t cutoff_ms) {
  std::vector<std::string> expired;
  CHECKED(group.scan(Table::kIdempotency, {}, [&](std::string_view key, std::string_view value) {
    store::v1::IdempotentReply reply;
    const bool is_read = reply.ParseFromArray(value.data(), static_cast<int>(value.size()));
    if (!is_read || reply.time_ms() < cutoff_ms) expired.emplace_back(key);
    return expired.size() < kExpireMax;
  }));
  for (std::string& key : expired) group.erase(Table::kIdempotency, std::move(key));
  return expired.size();
}

Result<std::uint64_t> floor_for(const Reader& reader, std::uint64_t present_floor,
                                std::int64_t cutoff_ms) {
  std::uint64_t floor = reader.seq() + 1;
  const Range range{.prefix = {}, .bound = KeyWriter().u64(present_floor).take()};
  CHECKED(reader.scan(Table::kHeaders, range, [&](std::string_view key, std::string_view value) {
    store::v1::Header header;
    if (header.ParseFromArray(value.data(), static_cast<int>(value.size())) &&
        header.time_ms() < cutoff_ms) {
      return true;
    }
    floor = KeyReader(key).u64();
    return false;
  }));
  return floor;
}

}  // namespace fika::storage
