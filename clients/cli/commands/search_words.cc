// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>

#include <CLI/CLI.hpp>

#include "clients/cli/commands/search.h"

namespace fika::cli {
namespace {

struct Condition {
  const char* option;
  std::string_view name;
  const char* about;
};
constexpr std::array<Condition, 9> kConditions = {{
    {"--in", "in", "a community"},
    {"--from", "from", "whoever wrote it; \"me\" too"},
    {"--kind", "kind", "page, lesson, thread, question, message, person, community or file"},
    {"--tag", "tag", "a page's tag"},
    {"--lang", "lang", "what it is written in, such as sv"},
    {"--after", "after", "since then: 2026, 2026-10 or 2026-10-01"},
    {"--before", "before", "until then"},
    {"--has", "has", "file, link, code or picture"},
    {"--is", "is", "unanswered, resolved, pinned, imported or obsolete"},
}};

// In quotes, so that it stays one value.
std::string condition(std::string_view name, const std::string& value) {
  std::string quoted;
  for (const char c : value) {
    if (c != '"') quoted += c;
  }
  return std::string(name) + ":\"" + quoted + "\"";
}

}  // namespace

void add_search_options(CLI::App& command, SearchOptions& options) {
  for (const Condition& each : kConditions) {
    command
        .add_option_function<std::vector<std::string>>(
            each.option,
            [&options, name = each.name](const std::vector<std::string>& values) {
              for (const std::string& value : values) {
                options.conditions.push_back(condition(name, value));
              }
            },
            each.about)
        ->allow_extra_args(false);
  }
  command.add_flag_callback(
      "--newest", [&options] { options.conditions.emplace_back("sort:newest"); },
      "the newest first, instead of the best");
  command.add_option("--limit", options.limit, "at most so many")->check(CLI::Range(1, 50));
  command.add_option("--offset", options.offset, "leave out so many")->check(CLI::Range(0, 1000));
  command.add_flag("--exact", options.is_exact, "no other spelling is tried");
}

}  // namespace fika::cli
