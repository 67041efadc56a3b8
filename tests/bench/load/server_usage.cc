// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/load/server_usage.h"

#include <ctime>
#include <fstream>
#include <string>

namespace fika::bench {
namespace {

// The number of kilobytes that stands after `label` in a file of /proc, in bytes.
Result<std::int64_t> bytes_after(const std::string& path, std::string_view label) {
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with(label)) return std::stoll(line.substr(label.size())) * 1024;
  }
  return fail(Code::kNotFound, "{} says nothing about {}; is the server still running?", path,
              label);
}

}  // namespace

Result<ServerUsage> server_usage(pid_t pid) {
  clockid_t clock{};
  timespec used{};
  if (::clock_getcpuclockid(pid, &clock) != 0 || ::clock_gettime(clock, &used) != 0) {
    return fail(Code::kNotFound, "There is no process {} to measure.", pid);
  }
  const std::string folder = fmt::format("/proc/{}/", pid);
  TRY(const auto memory, bytes_after(folder + "smaps_rollup", "Anonymous:"));
  TRY(const auto peak, bytes_after(folder + "status", "VmHWM:"));
  return ServerUsage{.cpu_ns = std::int64_t{used.tv_sec} * 1'000'000'000 + used.tv_nsec,
                     .user_memory_bytes = memory,
                     .peak_bytes = peak};
}

}  // namespace fika::bench
