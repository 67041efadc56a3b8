// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/search/stopwatch.h"

#include <cstdio>

#include <fmt/format.h>

#include "tests/bench/wire/socket.h"

namespace fika::bench {
namespace {

double ms(const Times& times, double fraction) {
  return static_cast<double>(times.took.quantile_ns(fraction)) / 1e6;
}

}  // namespace

Result<std::vector<Times>> time_answers(Shape shape, Asking& asking, std::size_t questions,
                                        std::span<const std::unique_ptr<Answering>> engines) {
  std::vector<Times> times(engines.size());
  const std::size_t before = questions / 10;
  for (std::size_t at = 0; at < before + questions; ++at) {
    const Asked asked = asking.ask(shape);
    for (std::size_t turn = 0; turn < engines.size(); ++turn) {
      // Who comes first finds colder pages of the disk, so they take turns in that, too.
      const std::size_t engine = (turn + at) % engines.size();
      const std::int64_t start_ns = now_ns();
      TRY(const std::size_t hits, engines[engine]->answer(asked));
      if (at < before) continue;
      times[engine].took.record(now_ns() - start_ns);
      times[engine].hits += hits;
    }
  }
  return times;
}

void print_times_heading(std::span<const std::unique_ptr<Answering>> engines) {
  fmt::print("| question |");
  for (const auto& engine : engines) fmt::print(" {} p50 / p95 / p99 ms | hits |", engine->name());
  for (const auto& engine : engines.subspan(1)) {
    fmt::print(" x {} p50 / p99 |", engine->name());
  }
  fmt::print("\n| --- |");
  for (std::size_t at = 0; at < engines.size(); ++at) fmt::print(" --- | --- |");
  for (std::size_t at = 1; at < engines.size(); ++at) fmt::print(" --- |");
  fmt::print("\n");
}

void print_times(Shape shape, std::span<const Times> times) {
  fmt::print("| {} |", name_of(shape));
  for (const Times& each : times) {
    fmt::print(" {:.2f} / {:.2f} / {:.2f} | {:.1f} |", ms(each, 0.5), ms(each, 0.95),
               ms(each, 0.99),
               static_cast<double>(each.hits) / static_cast<double>(each.took.count()));
  }
  for (const Times& other : times.subspan(1)) {
    fmt::print(" {:.2f} / {:.2f} |", ms(times[0], 0.5) / ms(other, 0.5),
               ms(times[0], 0.99) / ms(other, 0.99));
  }
  fmt::print("\n");
  std::fflush(stdout);
}

}  // namespace fika::bench
