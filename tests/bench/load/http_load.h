// SPDX-License-Identifier: GPL-3.0-or-later
// HTTP/1.1 as many readers of one server speak it: a number of connections that stay open, on each
// one request after the other, the next as soon as the last is answered. One thread, which should
// have a core for itself.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <sys/types.h>

#include "base/result.h"
#include "tests/bench/load/load.h"

namespace fika::bench {

struct HttpLoadOptions {
  std::uint16_t port = 0;
  pid_t server = 0;  // whose use of its core is measured
  std::size_t connections = 32;
  double seconds = 3;
  double warmup_seconds = 0.5;
};

// What connection number `connection` sends next, whole.
using NextRequest = std::function<std::string_view(std::size_t connection)>;
// Looks at an answer to it. An error ends the run.
using TakeAnswer = std::function<Status(std::size_t connection, int status, std::string_view body)>;

// requests_per_s, p50_ms, p99_ms, max_ms, bytes_per_answer (of the body), server_core_share,
// load_core_share.
Result<Figures> run_http_load(const HttpLoadOptions& options, const NextRequest& next,
                              const TakeAnswer& take);

}  // namespace fika::bench
