// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/load/load.h"

#include <algorithm>
#include <random>
#include <sys/resource.h>

#include "tests/bench/load/crowd.h"
#include "tests/bench/load/server_usage.h"
#include "tests/bench/wire/socket.h"

namespace fika::bench {
namespace {

constexpr std::int64_t kSecondNs = 1'000'000'000;
constexpr int kRarePosts = 5;
constexpr std::size_t kOpenFilesBeside = 64;

double ms(std::int64_t ns) { return static_cast<double>(ns) / 1e6; }
double seconds(std::int64_t ns) { return static_cast<double>(ns) / 1e9; }
std::int64_t to_ns(double in_seconds) { return static_cast<std::int64_t>(in_seconds * 1e9); }

std::int64_t own_cpu_ns() {
  timespec used{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
  return std::int64_t{used.tv_sec} * kSecondNs + used.tv_nsec;
}

// One moment of a run; figures are differences between two.
struct Reading {
  std::int64_t at_ns;
  std::int64_t own_cpu_ns;
  std::uint64_t deliveries;
  std::uint64_t acks;
  ServerUsage server;
};

Result<Reading> read_all(const Crowd& crowd, const LoadOptions& options) {
  TRY(const auto server, server_usage(options.server));
  return Reading{now_ns(), own_cpu_ns(), crowd.deliveries(), crowd.acks(), server};
}

// Waits for what is under way; gives up when nothing has come for three seconds, or after 20.
Status drain(Crowd& crowd) {
  const std::int64_t start_ns = now_ns();
  std::int64_t moved_ns = start_ns;
  std::uint64_t seen = crowd.deliveries();
  while (crowd.deliveries() < crowd.expected_deliveries()) {
    const std::int64_t now = now_ns();
    if (now - moved_ns > 3 * kSecondNs || now - start_ns > 20 * kSecondNs) return {};
    CHECKED(crowd.turn(now + kSecondNs / 10));
    if (crowd.deliveries() != seen) {
      seen = crowd.deliveries();
      moved_ns = now_ns();
    }
  }
  return {};
}

// Posts at random times. Each is sent when it falls due or as soon after as this thread gets to it,
// and is timed from when it fell due: a server that makes the sender wait does not get better
// figures for it.
class PoissonSchedule {
 public:
  PoissonSchedule(Crowd& crowd, double posts_per_s, std::uint64_t seed)
      : crowd_(crowd), random_(seed), gap_s_(posts_per_s), next_ns_(now_ns()) {}

  std::int64_t next_ns() const { return next_ns_; }
  void post_what_is_due() {
    while (next_ns_ <= now_ns()) {
      crowd_.post(random_() % crowd_.senders(), next_ns_);
      next_ns_ += to_ns(gap_s_(random_));
    }
  }

 private:
  Crowd& crowd_;
  std::mt19937_64 random_;
  std::exponential_distribution<double> gap_s_;
  std::int64_t next_ns_;
};

Status post_until(Crowd& crowd, PoissonSchedule* schedule, std::int64_t end_ns) {
  while (now_ns() < end_ns) {
    if (schedule == nullptr) {
      CHECKED(crowd.turn(end_ns));
      continue;
    }
    schedule->post_what_is_due();
    CHECKED(crowd.turn(std::min(end_ns, schedule->next_ns()),
                       [schedule] { schedule->post_what_is_due(); }));
  }
  return {};
}

Result<Figures> run_steady(Crowd& crowd, const Scenario& scenario, const LoadOptions& options) {
  const std::int64_t from_ns = now_ns() + to_ns(options.warmup_seconds);
  crowd.measure_from(from_ns);
  std::unique_ptr<PoissonSchedule> schedule;
  if (scenario.pace == Pace::kPoisson) {
    schedule = std::make_unique<PoissonSchedule>(crowd, scenario.posts_per_s, options.seed);
  } else {
    crowd.set_post_on_ack(true);
    for (std::size_t i = 0; i < crowd.senders(); ++i) crowd.post(i, now_ns());
  }
  CHECKED(post_until(crowd, schedule.get(), from_ns));
  TRY(const auto start, read_all(crowd, options));
  CHECKED(post_until(crowd, schedule.get(), from_ns + to_ns(options.seconds)));
  TRY(const auto end, read_all(crowd, options));
  crowd.set_post_on_ack(false);
  CHECKED(drain(crowd));
  TRY(const auto drained, read_all(crowd, options));

  const double took = seconds(end.at_ns - start.at_ns);
  const auto deliveries = static_cast<double>(end.deliveries - start.deliveries);
  const double server_cpu = seconds(end.server.cpu_ns - start.server.cpu_ns);
  const Histogram& copies = crowd.delivery_times();
  const Histogram& acks = crowd.ack_times();
  return Figures{
      {"deliveries_per_s", deliveries / took},
      {"posts_per_s", static_cast<double>(end.acks - start.acks) / took},
      {"cpu_per_delivery_us", server_cpu * 1e6 / std::max(deliveries, 1.0)},
      {"p50_ms", ms(copies.quantile_ns(0.5))},
      {"p99_ms", ms(copies.quantile_ns(0.99))},
      {"p999_ms", ms(copies.quantile_ns(0.999))},
      {"max_ms", ms(copies.max_ns())},
      {"ack_p50_ms", ms(acks.quantile_ns(0.5))},
      {"ack_p99_ms", ms(acks.quantile_ns(0.99))},
      {"server_core_share", server_cpu / took},
      {"load_core_share", seconds(end.own_cpu_ns - start.own_cpu_ns) / took},
      {"server_peak_mb", static_cast<double>(drained.server.peak_bytes) / 1e6},
  };
}

Result<Figures> run_rarely(Crowd& crowd, const LoadOptions& options) {
  // Long enough for the server to settle after the joins, too short for its timers to matter.
  const std::int64_t settled_ns = now_ns() + kSecondNs;
  while (now_ns() < settled_ns) CHECKED(crowd.turn(settled_ns));
  TRY(const auto start, read_all(crowd, options));
  std::vector<double> last_copy_ms;
  for (int i = 0; i < kRarePosts; ++i) {
    const std::int64_t due_ns = now_ns();
    crowd.post(0, due_ns);
    CHECKED(drain(crowd));
    last_copy_ms.push_back(ms(crowd.last_delivery_ns() - due_ns));
    const std::int64_t next_ns = now_ns() + kSecondNs / 5;
    while (now_ns() < next_ns) CHECKED(crowd.turn(next_ns));
  }
  TRY(const auto end, read_all(crowd, options));
  std::ranges::sort(last_copy_ms);
  return Figures{
      {"last_copy_ms", last_copy_ms[last_copy_ms.size() / 2]},
      {"last_copy_max_ms", last_copy_ms.back()},
      {"cpu_per_delivery_us", static_cast<double>(end.server.cpu_ns - start.server.cpu_ns) / 1e3 /
                                  static_cast<double>(end.deliveries - start.deliveries)},
      {"server_peak_mb", static_cast<double>(end.server.peak_bytes) / 1e6},
  };
}

}  // namespace

Result<Figures> run_load(const Scenario& scenario, Protocol& protocol, const LoadOptions& options) {
  const std::size_t people = scenario.rooms * scenario.readers;
  CHECKED(raise_open_files(people + kOpenFilesBeside));
  TRY(const auto empty, server_usage(options.server));
  Crowd crowd(scenario, protocol, options);
  const std::int64_t start_ns = now_ns();
  CHECKED(crowd.open_all());
  const double joining = seconds(now_ns() - start_ns);
  TRY(const auto joined, server_usage(options.server));
  TRY(Figures figures, scenario.pace == Pace::kRarely ? run_rarely(crowd, options)
                                                      : run_steady(crowd, scenario, options));
  CHECKED(crowd.check_accounts());
  figures.emplace_back("joins_per_s", static_cast<double>(people) / joining);
  figures.emplace_back("memory_per_connection_bytes",
                       static_cast<double>(joined.user_memory_bytes - empty.user_memory_bytes) /
                           static_cast<double>(people));
  figures.emplace_back("lost",
                       static_cast<double>(crowd.expected_deliveries() - crowd.deliveries()));
  return figures;
}

}  // namespace fika::bench
