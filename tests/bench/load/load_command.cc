// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/load/load_command.h"

#include <cstdio>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "tests/bench/wire/socket.h"

namespace fika::bench {

void add_load_options(CLI::App& app, LoadCommand& command) {
  app.add_option("--scenario", command.scenario, "A row of load/scenario.cc")->required();
  app.add_option("--port", command.options.port, "Where the server listens, on 127.0.0.1")
      ->required();
  app.add_option("--server-pid", command.options.server, "The process to measure")->required();
  app.add_option("--variant", command.variant, "Name of what is measured");
  app.add_option("--repetition", command.repetition, "Also the seed of the Poisson schedule");
  app.add_option("--core", command.core, "Core of the load generator");
  app.add_option("--seconds", command.options.seconds, "Measured time");
  app.add_option("--text-bytes", command.options.text_bytes, "Size of a post's text");
}

Status run_load_command(LoadCommand command, Protocol& protocol) {
  const Scenario* scenario = find_scenario(command.scenario);
  if (scenario == nullptr) {
    return fail(Code::kInvalid, "There is no scenario {}; see tests/bench/README.md.",
                command.scenario);
  }
  CHECKED(pin_to_core(command.core));
  command.options.seed = static_cast<std::uint64_t>(command.repetition);
  if (!wait_for_listener(command.options.port, 20'000)) {
    return fail(Code::kUnavailable, "Nothing listens on port {}.", command.options.port);
  }
  TRY(const auto figures, run_load(*scenario, protocol, command.options));
  print_figures(command.scenario, command.variant, command.repetition, figures);
  return {};
}

void print_figures(const std::string& scenario, const std::string& variant, int repetition,
                   const Figures& figures) {
  std::string values;
  for (const auto& [name, value] : figures) {
    values += fmt::format("{}\"{}\":{:.6g}", values.empty() ? "" : ",", name, value);
  }
  fmt::print("{{\"scenario\":\"{}\",\"variant\":\"{}\",\"repetition\":{},\"figures\":{{{}}}}}\n",
             scenario, variant, repetition, values);
  std::fflush(stdout);
}

}  // namespace fika::bench
