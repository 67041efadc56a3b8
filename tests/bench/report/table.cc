// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/report/table.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <map>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include <boost/json.hpp>
#include <fmt/format.h>

#include "tests/bench/load/median.h"
#include "tests/bench/load/scenario.h"
#include "tests/bench/report/goals.h"

namespace fika::bench {
namespace {

using Values = std::vector<double>;
using ByFigure = std::map<std::string, Values>;
// In the order in which they were measured.
using ByVariant = std::vector<std::pair<std::string, ByFigure>>;
using ByScenario = std::map<std::string, ByVariant>;

// In the order of the table; what is measured beside these stays in the JSON lines.
constexpr std::array<std::string_view, 8> kOnAckFigures{
    "deliveries_per_s", "posts_per_s", "cpu_per_delivery_us", "p99_ms",
    "ack_p50_ms",       "ack_p99_ms",  "server_core_share",   "load_core_share"};
constexpr std::array<std::string_view, 9> kPoissonFigures{
    "p50_ms",     "p99_ms",     "p999_ms",           "max_ms",        "cpu_per_delivery_us",
    "ack_p50_ms", "ack_p99_ms", "server_core_share", "server_peak_mb"};
constexpr std::array<std::string_view, 6> kRarelyFigures{
    "last_copy_ms", "last_copy_max_ms", "cpu_per_delivery_us", "memory_per_connection_bytes",
    "joins_per_s",  "server_peak_mb"};
// What bench_moments measures; Fika alone, so the goals are the yardsticks.
struct Moment {
  std::string_view name, title;
  std::span<const std::string_view> figures;
};
constexpr std::array<std::string_view, 7> kBootstrapFigures{
    "bytes", "plain_bytes", "p50_ms", "max_ms", "communities_listed", "threads", "people"};
constexpr std::array<std::string_view, 4> kResumeFigures{"bytes", "plain_bytes", "p50_ms",
                                                         "max_ms"};
constexpr std::array<std::string_view, 8> kColdStartFigures{"after_stop_ms",
                                                            "after_stop_max_ms",
                                                            "after_stop_uncached_ms",
                                                            "after_stop_uncached_max_ms",
                                                            "after_kill_ms",
                                                            "after_kill_max_ms",
                                                            "log_mb",
                                                            "messages"};
constexpr std::array<std::string_view, 7> kSlowReaderFigures{"memory_per_reader_bytes",
                                                             "server_growth_mb",
                                                             "growth_without_mb",
                                                             "readers",
                                                             "fell_behind",
                                                             "caught_up_ms",
                                                             "posts"};
constexpr std::array<std::string_view, 7> kPagesFigures{
    "requests_per_s",    "p50_ms",         "p99_ms", "max_ms", "bytes_per_answer",
    "server_core_share", "load_core_share"};
constexpr std::array<std::string_view, 6> kSavesFigures{
    "saves_per_s", "p50_ms", "p99_ms", "max_ms", "server_core_share", "load_core_share"};
constexpr std::array<std::string_view, 6> kTreeFigures{
    "top_ms", "folder_first_100_ms", "folder_all_5000_ms", "rename_ms", "rename_max_ms", "pages"};
constexpr std::array<Moment, 8> kMoments{{
    {"bootstrap", "first visit, 1,000 people and 200 communities", kBootstrapFigures},
    {"resume-hour", "return after an hour with 600 posts, all of them sent", kResumeFigures},
    {"resume-10000", "return after 10,000 change lines, heads only", kResumeFigures},
    {"cold-start", "start on 1,000,000 messages", kColdStartFigures},
    {"slow-reader", "readers of a busy room who never read", kSlowReaderFigures},
    {"pages", "wiki pages read by 32 connections, beside nginx with the same bytes", kPagesFigures},
    {"saves", "durable saves of 2 KB pages, 32 people, the next on ack", kSavesFigures},
    {"tree", "a tree of 10,000 pages", kTreeFigures},
}};
constexpr std::array<std::string_view, 4> kDiskFigures{"ops_per_s", "p50_ms", "p99_ms", "max_ms"};
// Which medians are divided, where a run has both.
constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kRatios{
    {{"fika", "nginx"},
     {"fika", "bare"},
     {"fika", "bare-rocksdb"},
     {"fika", "beast"},
     {"beast", "bare"}}};

std::string number(double value) {
  return value >= 1000 ? fmt::format("{:.0f}", value) : fmt::format("{:.3g}", value);
}

// Null when that variant was not measured, or has no such figure.
const Values* values_of(const ByVariant& variants, std::string_view variant,
                        const std::string& figure) {
  for (const auto& [name, figures] : variants) {
    if (name != variant) continue;
    const auto found = figures.find(figure);
    return found == figures.end() ? nullptr : &found->second;
  }
  return nullptr;
}

std::string cell(const Values* values) {
  if (values == nullptr) return "";
  if (values->size() == 1) return number(values->front());
  const auto [least, greatest] = std::ranges::minmax(*values);
  return fmt::format("{} ({} to {})", number(median(*values)), number(least), number(greatest));
}

std::string ratio(const Values* above, const Values* below) {
  if (above == nullptr || below == nullptr || median(*below) == 0) return "";
  return fmt::format("{:.2f}", median(*above) / median(*below));
}

bool is_measured(const ByVariant& variants, std::string_view variant) {
  return std::ranges::any_of(variants, [variant](const auto& one) { return one.first == variant; });
}

std::span<const std::string_view> figures_of(Pace pace) {
  switch (pace) {
    case Pace::kOnAck:
      return kOnAckFigures;
    case Pace::kPoisson:
      return kPoissonFigures;
    case Pace::kRarely:
      return kRarelyFigures;
  }
  return {};
}

void print_losses(const ByVariant& variants) {
  std::string sentence;
  for (const auto& [variant, figures] : variants) {
    const auto lost = figures.find("lost");
    if (lost == figures.end() || std::ranges::max(lost->second) == 0) continue;
    sentence +=
        fmt::format(" {} lost up to {:.0f} deliveries.", variant, std::ranges::max(lost->second));
  }
  fmt::print("\n{}\n", sentence.empty() ? "No delivery was lost." : sentence.substr(1));
}

Medians medians_of(const ByScenario& measured) {
  return [&measured](std::string_view scenario, std::string_view variant,
                     std::string_view figure) -> std::optional<double> {
    const auto found = measured.find(std::string(scenario));
    if (found == measured.end()) return std::nullopt;
    const Values* values = values_of(found->second, variant, std::string(figure));
    if (values == nullptr) return std::nullopt;
    return median(*values);
  };
}

// Nothing for a scenario that was not measured.
void print_scenario(const ByScenario& measured, const std::string& scenario, std::string_view title,
                    std::span<const std::string_view> names) {
  const auto found = measured.find(scenario);
  if (found == measured.end()) return;
  const ByVariant& variants = found->second;
  std::string header = "| figure |";
  std::string rule = "|---|";
  const auto column = [&header, &rule](std::string_view name) {
    header += fmt::format(" {} |", name);
    rule += "---|";
  };
  for (const auto& variant : variants) column(variant.first);
  for (const auto& [above, below] : kRatios) {
    if (is_measured(variants, above) && is_measured(variants, below)) {
      column(fmt::format("{} / {}", above, below));
    }
  }
  column("goal");
  fmt::print("\n### {}: {}\n\n{}\n{}\n", scenario, title, header, rule);
  for (const auto name : names) {
    const std::string figure(name);
    std::string row = fmt::format("| {} |", figure);
    for (const auto& variant : variants) {
      row += fmt::format(" {} |", cell(values_of(variants, variant.first, figure)));
    }
    for (const auto& [above, below] : kRatios) {
      if (!is_measured(variants, above) || !is_measured(variants, below)) continue;
      row += fmt::format(
          " {} |", ratio(values_of(variants, above, figure), values_of(variants, below, figure)));
    }
    fmt::print("{} {} |\n", row, goal_cell(scenario, figure, medians_of(measured)));
  }
}

ByFigure& figures_of_variant(ByVariant& variants, const std::string& name) {
  for (auto& [known, figures] : variants) {
    if (known == name) return figures;
  }
  return variants.emplace_back(name, ByFigure{}).second;
}

Result<ByScenario> read_lines(const std::string& path) try {
  std::ifstream file(path);
  if (!file) return fail(Code::kNotFound, "There is no file {}.", path);
  ByScenario scenarios;
  for (std::string line; std::getline(file, line);) {
    const auto value = boost::json::parse(line);
    const auto& object = value.as_object();
    if (!object.contains("figures")) continue;  // the first line names the machine
    const std::string variant(object.at("variant").as_string());
    ByFigure& figures =
        figures_of_variant(scenarios[std::string(object.at("scenario").as_string())], variant);
    for (const auto& figure : object.at("figures").as_object()) {
      figures[std::string(figure.key())].push_back(figure.value().to_number<double>());
    }
  }
  return scenarios;
} catch (const std::exception& error) {
  return fail(Code::kInvalid, "{} is not what a run writes: {}.", path, error.what());
}

}  // namespace

Status print_table(const std::string& path) {
  TRY(const auto found, read_lines(path));
  for (const Scenario& scenario : scenarios()) {
    const std::string name(scenario.name);
    print_scenario(found, name, scenario.title, figures_of(scenario.pace));
    if (found.contains(name)) print_losses(found.at(name));
  }
  for (const Moment& moment : kMoments) {
    print_scenario(found, std::string(moment.name), moment.title, moment.figures);
  }
  print_scenario(found, "disk", "the disk and RocksDB alone", kDiskFigures);
  return {};
}

}  // namespace fika::bench
