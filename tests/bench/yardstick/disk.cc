// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/yardstick/disk.h"

#include <chrono>
#include <random>
#include <thread>
#include <vector>

#include "tests/bench/load/histogram.h"
#include "tests/bench/wire/socket.h"
#include "tests/bench/yardstick/durable.h"

namespace fika::bench {
namespace {

constexpr std::size_t kBatchBytes = 1536;
constexpr std::size_t kPageBytes = 4096;

Result<Figures> measure(Durable& durable, const std::vector<std::string_view>& writes,
                        double seconds, double per_s = 0) {
  Histogram times;
  std::mt19937_64 random(1);
  std::exponential_distribution<double> gap_s(per_s > 0 ? per_s : 1);
  const std::int64_t start_ns = now_ns();
  const std::int64_t end_ns = start_ns + static_cast<std::int64_t>(seconds * 1e9);
  std::int64_t now = start_ns;
  while (now < end_ns) {
    if (per_s > 0) {
      std::this_thread::sleep_for(std::chrono::duration<double>(gap_s(random)));
      now = now_ns();
    }
    CHECKED(durable.commit(writes));
    const std::int64_t done = now_ns();
    times.record(done - now);
    now = done;
  }
  const auto operations = static_cast<double>(times.count() * writes.size());
  return Figures{
      {"ops_per_s", operations * 1e9 / static_cast<double>(now - start_ns)},
      {"p50_ms", static_cast<double>(times.quantile_ns(0.5)) / 1e6},
      {"p99_ms", static_cast<double>(times.quantile_ns(0.99)) / 1e6},
      {"max_ms", static_cast<double>(times.max_ns()) / 1e6},
  };
}

}  // namespace

Result<Figures> measure_rocksdb(const std::string& dir, int group, double seconds) {
  TRY(const auto durable, open_durable("rocksdb", dir));
  const std::string batch(kBatchBytes, 'x');
  const std::vector<std::string_view> writes(static_cast<std::size_t>(group), batch);
  return measure(*durable, writes, seconds);
}

Result<Figures> measure_fdatasync(const std::string& dir, double seconds, double per_s) {
  TRY(const auto durable, open_durable("fdatasync", dir));
  const std::string page(kPageBytes, 'x');
  return measure(*durable, {page}, seconds, per_s);
}

}  // namespace fika::bench
