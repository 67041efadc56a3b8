// SPDX-License-Identifier: GPL-3.0-or-later
// bench_moments: what happens to a Fika server now and then rather than all the time. It starts and
// ends the servers itself. tests/bench/run calls it; by hand, see --help.
#include <cstdio>
#include <cstdlib>
#include <string>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "tests/bench/load/load_command.h"
#include "tests/bench/moments/cold_start.h"
#include "tests/bench/moments/pages.h"
#include "tests/bench/moments/server_process.h"
#include "tests/bench/moments/slow_reader.h"
#include "tests/bench/moments/visits.h"
#include "tests/bench/moments/wiki.h"
#include "tests/bench/wire/socket.h"

namespace fika::bench {
namespace {

constexpr int kOwnCore = 1;

struct Arguments {
  Programs programs;
  std::string texts = "tests/data/chat-irc";
  std::size_t messages = 1'000'000;
  int repetition = 1;
  std::string nginx;
  double seconds = 3;
};

Status run(int argc, char** argv) {
  CLI::App app("Measures a Fika server's rarer moments");
  Arguments arguments;
  app.require_subcommand(1);
  auto* visits = app.add_subcommand("visits", "First visits and returns: bytes and time");
  auto* cold_start = app.add_subcommand("cold-start", "From exec to ready, on a long history");
  cold_start->add_option("--messages", arguments.messages, "That the history has");
  auto* slow_reader = app.add_subcommand("slow-reader", "Memory of readers who never read");
  auto* pages = app.add_subcommand("pages", "Reading wiki pages, beside nginx");
  pages->add_option("--nginx", arguments.nginx, "Path of nginx; left out: Fika alone");
  auto* saves = app.add_subcommand("saves", "Durable saves of wiki pages");
  auto* tree = app.add_subcommand("tree", "A tree of 10,000 wiki pages");
  for (auto* command : {pages, saves}) {
    command->add_option("--seconds", arguments.seconds, "Measured time");
  }
  for (auto* command : {visits, cold_start, slow_reader, pages, saves, tree}) {
    command->add_option("--server", arguments.programs.server, "Path of fika-server")->required();
    command->add_option("--cli", arguments.programs.cli, "Path of fika")->required();
    command->add_option("--dir", arguments.programs.folder, "Data folder to make")->required();
    command->add_option("--port", arguments.programs.port, "Port on 127.0.0.1")->required();
    command->add_option("--repetition", arguments.repetition, "Also the seed of what is made up");
    command->add_option("--texts", arguments.texts, "Folder of chat lines to take words from");
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    std::exit(app.exit(error));
  }
  CHECKED(pin_to_core(kOwnCore));
  const auto seed = static_cast<std::uint64_t>(arguments.repetition);
  if (*cold_start) {
    TRY(const auto figures,
        measure_cold_start(arguments.programs, arguments.texts, arguments.messages, seed));
    print_figures("cold-start", "fika", arguments.repetition, figures);
    return {};
  }
  if (*slow_reader) {
    TRY(const auto figures, measure_slow_readers(arguments.programs));
    print_figures("slow-reader", "fika", arguments.repetition, figures);
    return {};
  }
  if (*saves) {
    TRY(const auto figures,
        measure_saves(arguments.programs, arguments.texts, seed, arguments.seconds));
    print_figures("saves", "fika", arguments.repetition, figures);
    return {};
  }
  if (*tree) {
    TRY(const auto figures, measure_tree(arguments.programs));
    print_figures("tree", "fika", arguments.repetition, figures);
    return {};
  }
  if (*pages) {
    TRY(const auto measured, measure_pages(arguments.programs, arguments.nginx, arguments.texts,
                                           seed, arguments.seconds));
    for (const auto& [variant, figures] : measured) {
      print_figures("pages", variant, arguments.repetition, figures);
    }
    return {};
  }
  TRY(const auto measured, measure_visits(arguments.programs, arguments.texts, seed));
  for (const auto& [scenario, figures] : measured) {
    print_figures(scenario, "fika", arguments.repetition, figures);
  }
  return {};
}

}  // namespace
}  // namespace fika::bench

int main(int argc, char** argv) {
  if (const auto done = fika::bench::run(argc, argv); !done) {
    fmt::print(stderr, "{}\n", done.error().detail);
    return 1;
  }
  return 0;
}
