// SPDX-License-Identifier: GPL-3.0-or-later
// bench_yardstick: the servers and writes that Fika is measured against, the load generator in
// their language, and the table of a run. tests/bench/run calls it; by hand, see --help.
#include <cstdio>
#include <string>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "tests/bench/load/load_command.h"
#include "tests/bench/load/scenario.h"
#include "tests/bench/load/yardstick_protocol.h"
#include "tests/bench/report/table.h"
#include "tests/bench/wire/socket.h"
#include "tests/bench/yardstick/bare_server.h"
#include "tests/bench/yardstick/beast_server.h"
#include "tests/bench/yardstick/disk.h"

namespace fika::bench {
namespace {

// As many sockets as the largest scenario has people, and some to spare.
constexpr std::uint64_t kServerFiles = 10'200;

struct Arguments {
  std::uint16_t port = 0;
  int core = 0;
  std::string durable = "none";
  std::string dir = ".";
  int group = 1;
  int repetition = 1;
  double seconds = 2;
  double per_s = 0;
  std::string file;
  LoadCommand load;
};

Status serve_bare(const Arguments& arguments) {
  CHECKED(pin_to_core(arguments.core));
  CHECKED(raise_open_files(kServerFiles));
  TRY(auto durable, open_durable(arguments.durable, arguments.dir));
  TRY(auto listener, listen_on(arguments.port));
  return BareServer(std::move(listener), std::move(durable)).serve();
}

Status serve_plain_beast(const Arguments& arguments) {
  CHECKED(pin_to_core(arguments.core));
  CHECKED(raise_open_files(kServerFiles));
  return serve_beast(arguments.port);
}

Status write_disk(const Arguments& arguments, const std::string& what) {
  CHECKED(pin_to_core(arguments.core));
  if (what == "fdatasync") {
    TRY(const auto figures, measure_fdatasync(arguments.dir, arguments.seconds, arguments.per_s));
    const std::string pace = arguments.per_s > 0 ? fmt::format(", {}/s", arguments.per_s) : "";
    print_figures("disk", "fdatasync 4 KB" + pace, arguments.repetition, figures);
    return {};
  }
  TRY(const auto figures, measure_rocksdb(arguments.dir, arguments.group, arguments.seconds));
  print_figures("disk", fmt::format("rocksdb {} x 1.5 KB", arguments.group), arguments.repetition,
                figures);
  return {};
}

Status run(int argc, char** argv) {
  CLI::App app("The yardsticks of Fika's benchmarks");
  Arguments arguments;
  app.require_subcommand(1);
  auto* bare = app.add_subcommand("bare", "Serve with a bare epoll and send loop (the limit)");
  auto* beast = app.add_subcommand("beast", "Serve with plain Beast, one async_write a message");
  for (auto* server : {bare, beast}) {
    server->add_option("--port", arguments.port, "Port on 127.0.0.1")->required();
    server->add_option("--core", arguments.core, "Core to run on");
  }
  bare->add_option("--durable", arguments.durable, "none, fdatasync or rocksdb: before each ack");
  bare->add_option("--dir", arguments.dir, "Existing folder for what is written");
  auto* rocksdb = app.add_subcommand("rocksdb", "Synced RocksDB writes");
  rocksdb->add_option("--group", arguments.group, "Batches of 1.5 KB in a write");
  auto* fdatasync = app.add_subcommand("fdatasync", "Appends of 4 KB with fdatasync");
  fdatasync->add_option("--per-s", arguments.per_s, "At random times; 0: one after the other");
  for (auto* disk : {rocksdb, fdatasync}) {
    disk->add_option("--dir", arguments.dir, "Existing folder for what is written");
    disk->add_option("--seconds", arguments.seconds, "Measured time");
    disk->add_option("--repetition", arguments.repetition, "Repeated in the output");
    disk->add_option("--core", arguments.core, "Core to run on");
  }
  auto* load = app.add_subcommand("load", "Load one of the two servers");
  add_load_options(*load, arguments.load);
  auto* table = app.add_subcommand("table", "Print the table of a file of JSON lines");
  table->add_option("file", arguments.file, "What a run has written")->required();
  auto* list = app.add_subcommand("scenarios", "List the scenarios");

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    std::exit(app.exit(error));
  }
  if (*bare) return serve_bare(arguments);
  if (*beast) return serve_plain_beast(arguments);
  if (*rocksdb) return write_disk(arguments, "rocksdb");
  if (*fdatasync) return write_disk(arguments, "fdatasync");
  if (*table) return print_table(arguments.file);
  if (*list) {
    for (const Scenario& scenario : scenarios()) fmt::print("{}\n", scenario.name);
    return {};
  }
  YardstickProtocol protocol;
  return run_load_command(arguments.load, protocol);
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
