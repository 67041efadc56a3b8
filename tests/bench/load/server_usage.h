// SPDX-License-Identifier: GPL-3.0-or-later
// What the server under measurement has used so far, read from outside.
#pragma once

#include <cstdint>
#include <sys/types.h>

#include "base/result.h"

namespace fika::bench {

struct ServerUsage {
  // User and system time of all its threads, from the kernel's clock of that process: the same
  // account as /proc/PID/stat, in nanoseconds instead of ticks of 10 ms.
  std::int64_t cpu_ns;
  std::int64_t user_memory_bytes;  // anonymous pages: heap and stacks, not program text or sockets
  std::int64_t peak_bytes;         // largest resident size ever
};

Result<ServerUsage> server_usage(pid_t pid);

}  // namespace fika::bench
