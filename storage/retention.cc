// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/retention.h"

#include <fika/store/v1/storage.pb.h>
#include <string>
#include <utility>
#include <vector>

#include "base/clock.h"

namespace fika::storage {
namespace {

constexpr std::size_t kRowsMax = 1000;
constexpr std::uint64_t kTrimBytesMax = 4 << 20;
constexpr std::uint64_t kHeaderBytes = 1024;  // what a look at one costs, in the same coin
constexpr std::int64_t kStepMs = 250;

}  // namespace

Status Retention::stage_expired(Overlay& group, std::int64_t now_ms) {
  const std::int64_t cutoff_ms = now_ms - keep_ms_;
  std::vector<std::string> expired;
  std::size_t seen = 0;
  from_after_.clear();
  const Range range{.prefix = {}, .bound = from_};
  CHECKED(group.scan(Table::kIdempotency, range, [&](std::string_view key, std::string_view value) {
    if (seen++ == kRowsMax) {
      from_after_ = key;
      return false;
    }
    store::v1::IdempotentReply reply;
    const bool is_read = reply.ParseFromArray(value.data(), static_cast<int>(value.size()));
    if (!is_read || reply.time_ms() < cutoff_ms) expired.emplace_back(key);
    return true;
  }));
  for (std::string& key : expired) group.erase(Table::kIdempotency, std::move(key));
  return {};
}

void Retention::advance() { from_ = std::exchange(from_after_, {}); }

Status Retention::trim(Store& store, std::int64_t now_ms) {
  const std::uint64_t present = store.floor();
  TRY(const std::uint64_t floor,
      floor_for(*store.snapshot(), present, now_ms - keep_ms_, kTrimBytesMax));
  is_trimmed_ = floor == present;
  return store.trim_log(floor);
}

void Retention::rest(std::int64_t now_ms) {
  next_ms_ = now_ms + (from_.empty() && is_trimmed_ ? kHourMs : kStepMs);
}

Result<std::uint64_t> floor_for(const Reader& reader, std::uint64_t present_floor,
                                std::int64_t cutoff_ms, std::uint64_t size_bytes_max) {
  std::uint64_t floor = present_floor;
  std::uint64_t size_bytes = 0;
  const Range range{.prefix = {}, .bound = KeyWriter().u64(present_floor).take()};
  CHECKED(reader.scan(Table::kHeaders, range, [&](std::string_view key, std::string_view value) {
    store::v1::Header header;
    if (!header.ParseFromArray(value.data(), static_cast<int>(value.size())) ||
        header.time_ms() >= cutoff_ms) {
      return false;
    }
    floor = KeyReader(key).u64() + 1;
    size_bytes += header.size_bytes() + kHeaderBytes;
    return size_bytes < size_bytes_max;
  }));
  return floor;
}

}  // namespace fika::storage
