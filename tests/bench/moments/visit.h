// SPDX-License-Identifier: GPL-3.0-or-later
// One client that connects, says Hello and times the answer: from the Hello to the answer's last
// byte. Used one at a time, blocking; many at a time are the Crowd of load/.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "base/result.h"
#include "fika/v1/sync.pb.h"
#include "tests/bench/load/connection.h"
#include "tests/bench/load/load.h"

namespace fika::bench {

struct Answer {
  std::int64_t took_ns = 0;
  std::size_t bytes = 0;  // of the WebSocket message as it was sent
  v1::ServerFrame frame;  // inflated
};

// Says `hello` on a connection of its own, and leaves.
Result<Answer> visit(std::uint16_t port, const std::string& secret, const v1::Hello& hello);

// A Hello for who holds nothing, and one that comes back with what `bootstrap` brought.
v1::Hello first_hello();
v1::Hello next_hello(const v1::Bootstrap& bootstrap);

// Moves bytes over a connection until `is_done`, which is asked after each of `on_message`.
// kUnavailable when that takes longer than `within_ns`.
Status converse(Connection& connection, std::int64_t within_ns,
                const std::function<void(std::string_view)>& on_message,
                const std::function<bool()>& is_done);

// bytes, plain_bytes, p50_ms and max_ms of several answers to the same Hello.
Figures figures_of(const std::vector<Answer>& answers);

}  // namespace fika::bench
