// SPDX-License-Identifier: GPL-3.0-or-later
// Plain Beast: the chat server that Beast's own examples teach. One thread, a queue for each
// connection, one async_write for each message and reader; a message is shared between its readers,
// nothing is gathered. What Fika must beat by far.
#pragma once

#include <cstdint>

#include "base/result.h"

namespace fika::bench {

// Serves loopback until the process is ended; returns only an error.
Status serve_beast(std::uint16_t port);

}  // namespace fika::bench
