// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/metrics.h"

#include <fstream>
#include <iterator>
#include <unistd.h>

#include <fmt/format.h>

namespace fika::app {
namespace {

std::uint64_t resident_bytes() {
  std::ifstream statm("/proc/self/statm");
  std::uint64_t total = 0;
  std::uint64_t resident = 0;
  statm >> total >> resident;
  return resident * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
}

template <class Number>
void add(std::string& text, std::string_view name, std::string_view type, std::string_view help,
         Number value) {
  fmt::format_to(std::back_inserter(text),
                 "# HELP fika_{0} {1}\n# TYPE fika_{0} {2}\nfika_{0} {3}\n", name, help, type,
                 value);
}

}  // namespace

std::string metrics_text(const Metrics& metrics) {
  std::string text;
  add(text, "http_requests_total", "counter", "HTTP requests answered.", metrics.requests);
  add(text, "sync_sockets", "gauge", "Open sockets on /sync.", metrics.sockets_open);
  add(text, "commits_total", "counter", "Commits made durable since the start.", metrics.commits);
  add(text, "commands_total", "counter", "Commands run since the start.", metrics.commands);
  add(text, "commands_waiting", "gauge", "Commands in the writer's queue.",
      metrics.commands_waiting);
  add(text, "log_head", "gauge", "The newest commit.", metrics.log_head);
  add(text, "log_floor", "gauge", "The oldest commit whose changes are kept.", metrics.log_floor);
  add(text, "search_documents", "gauge", "Documents that can be found.", metrics.search_documents);
  add(text, "search_lag_commits", "gauge", "Commits that search has not taken in yet.",
      metrics.search_lag);
  add(text, "resident_memory_bytes", "gauge", "Memory in use.", resident_bytes());
  add(text, "uptime_seconds", "gauge", "Since the start.",
      static_cast<double>(metrics.uptime_ms) / 1000.0);
  return text;
}

}  // namespace fika::app
