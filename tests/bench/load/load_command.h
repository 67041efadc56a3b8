// SPDX-License-Identifier: GPL-3.0-or-later
// The command line of the load generator, the same for every protocol, and the JSON line it ends
// with.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "tests/bench/load/load.h"
#include "tests/bench/load/protocol.h"

namespace CLI {
class App;
}

namespace fika::bench {

struct LoadCommand {
  std::string scenario;
  std::string variant = "unnamed";  // what is measured; only repeated in the output
  int repetition = 1;
  int core = 1;  // the load's own
  LoadOptions options;
};

// Adds --scenario, --port and the rest; `command` outlives the parsing.
void add_load_options(CLI::App& app, LoadCommand& command);
// Runs the scenario and prints {"scenario","variant","repetition","figures":{...}} as one line.
Status run_load_command(LoadCommand command, Protocol& protocol);
// One line of that form on standard output.
void print_figures(const std::string& scenario, const std::string& variant, int repetition,
                   const Figures& figures);

}  // namespace fika::bench
