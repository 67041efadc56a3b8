// SPDX-License-Identifier: GPL-3.0-or-later
// The few system calls that both ends share: sockets on loopback that never block, the limit of
// open files, the core to run on, and the clock that everything is measured with.
#pragma once

#include <cstdint>
#include <utility>

#include "base/result.h"

namespace fika::bench {

// Owns one file descriptor.
class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept;
  ~Descriptor();
  int get() const { return fd_; }

 private:
  int fd_ = -1;
};

// Loopback only, non-blocking, with a queue long enough for a rush of joins.
Result<Descriptor> listen_on(std::uint16_t port);
// Begins to connect from 127.0.0.`source`; writable once connected. Several sources, because one
// has only some 28,000 ports. Without Nagle's delay. With `segment_bytes` the connection's segments
// are so small at most, as on a network: loopback's are 64 KB, and its buffers as large as goes
// with it.
Result<Descriptor> connect_to(std::uint16_t port, std::uint8_t source, int segment_bytes = 0);
// True once something listens on the port; gives up after `wait_ms`.
bool wait_for_listener(std::uint16_t port, int wait_ms);
void send_at_once(int fd);

// The soft limit of open files becomes the hard one.
Status raise_open_files(std::uint64_t needed);
// kState where the machine has no such core.
Status pin_to_core(int core);

std::int64_t now_ns();  // monotonic
Error system_error(const char* what);

}  // namespace fika::bench
