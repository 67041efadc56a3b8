// SPDX-License-Identifier: GPL-3.0-or-later
// `fika search`: what the caller may see that answers some words.
#pragma once

#include <string>
#include <vector>

#include "clients/cli/session.h"

namespace CLI {
class App;
}

namespace fika::cli {

struct SearchOptions {
  std::string words;                    // as the search box takes them, conditions with them
  std::vector<std::string> conditions;  // further ones, as name:value
  unsigned limit = 20;
  unsigned offset = 0;
  bool is_exact = false;
};
Outcome<void> find(Session& session, const SearchOptions& options);

// The options of the command; each condition becomes one of the words.
void add_search_options(CLI::App& command, SearchOptions& options);

}  // namespace fika::cli
