// SPDX-License-Identifier: GPL-3.0-or-later
// bench_fika: the load generator in Fika's language. Sets the stage in a freshly initialised
// server, then runs one scenario. tests/bench/run starts the server and calls it.
#include <cstdio>
#include <cstdlib>
#include <string>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "tests/bench/fika/fika_protocol.h"
#include "tests/bench/fika/stage.h"
#include "tests/bench/load/load_command.h"
#include "tests/bench/wire/socket.h"

namespace fika::bench {
namespace {

constexpr int kStartWithinMs = 20'000;

Status run(int argc, char** argv) {
  CLI::App app("Loads a Fika server with one scenario");
  LoadCommand command;
  std::string admin_token;
  add_load_options(app, command);
  app.add_option("--admin-token", admin_token, "What fika-server init printed last")->required();
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    std::exit(app.exit(error));
  }
  const Scenario* scenario = find_scenario(command.scenario);
  if (scenario == nullptr) {
    return fail(Code::kInvalid, "There is no scenario {}.", command.scenario);
  }
  if (!wait_for_listener(command.options.port, kStartWithinMs)) {
    return fail(Code::kUnavailable, "Nothing listens on port {}.", command.options.port);
  }
  TRY(auto stage, set_stage(*scenario, command.options.port, admin_token));
  FikaProtocol protocol(std::move(stage));
  return run_load_command(command, protocol);
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
