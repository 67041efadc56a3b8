// SPDX-License-Identifier: GPL-3.0-or-later
// bench_relevance: how well Fika's search ranks, beside plain Xapian and PostgreSQL on the same
// documents in the same run. tests/bench/run calls it; by hand, see --help.
#include <cstdio>
#include <cstdlib>
#include <string>
#include <utility>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "tests/bench/relevance/comparison.h"
#include "tests/bench/relevance/fika_engine.h"
#include "tests/bench/relevance/held_out.h"
#include "tests/bench/relevance/postgres_engine.h"
#include "tests/bench/relevance/xapian_engine.h"

namespace fika::bench {
namespace {

Result<std::vector<Collection>> read_sets(const std::filesystem::path& data) {
  std::vector<Collection> sets;
  const auto keep = [&sets](Result<Collection> set) -> Status {
    if (!set) return std::unexpected(std::move(set).error());
    sets.push_back(*std::move(set));
    return {};
  };
  CHECKED(keep(read_judged_folder(data / "relevance-cranfield-en", "cranfield", "en")));
  CHECKED(keep(read_judged_folder(data / "relevance-swequad-sv", "swequad", "sv")));
  CHECKED(keep(read_stack_exchange(data / "stackexchange-coffee" / "Posts.xml", "coffee")));
  CHECKED(keep(read_headings(data / "handbook-en" / "pages", "", "handbook-en", "en")));
  CHECKED(keep(read_headings(data / "handbook-sv", "en", "handbook-sv", "sv")));
  return sets;
}

Status run(int argc, char** argv) {
  CLI::App app("Measures how well search ranks");
  std::string data = "../shared/data";
  std::vector<std::string> wanted;
  std::size_t worst = 0;
  bool without_postgres = false;
  app.add_option("--data", data, "Folder with the judged sets and the texts of the others");
  app.add_option("--sets", wanted, "Of cranfield swequad coffee handbook-en handbook-sv (all)");
  app.add_option("--worst", worst, "Also show so many questions that plain Xapian did better at");
  app.add_flag("--no-postgres", without_postgres, "Leave PostgreSQL out");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    std::exit(app.exit(error));
  }
  std::vector<std::unique_ptr<Engine>> engines;
  engines.push_back(fika_engine());
  engines.push_back(xapian_engine());
  std::unique_ptr<Postgres> postgres;
  if (!without_postgres) {
    auto started = Postgres::start();
    if (started) {
      postgres = *std::move(started);
      engines.push_back(postgres_engine(*postgres));
    } else {
      fmt::print(stderr, "Without PostgreSQL: {}\n", started.error().detail);
    }
  }
  TRY(const auto sets, read_sets(data));
  print_heading(engines);
  for (const Collection& set : sets) {
    if (!wanted.empty() && std::ranges::find(wanted, set.name) == wanted.end()) continue;
    TRY(const auto measured, measure(set, engines));
    print_rows(set, measured);
    CHECKED(print_worst(set, engines, measured, worst));
  }
  return {};
}

}  // namespace
}  // namespace fika::bench

int main(int argc, char** argv) {
  const auto done = fika::bench::run(argc, argv);
  if (done) return 0;
  fmt::print(stderr, "bench_relevance: {}\n", done.error().detail);
  return 1;
}
