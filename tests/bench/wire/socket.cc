// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/wire/socket.h"

#include <arpa/inet.h>
#include <cerrno>
#include <cstring>
#include <ctime>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sched.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

namespace fika::bench {
namespace {

sockaddr_in loopback(std::uint16_t port, std::uint8_t last) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK - 1U + last);
  return address;
}

// The one place where the socket interface's own way with types is spelt out.
const sockaddr* generic(const sockaddr_in& address) {
  return reinterpret_cast<const sockaddr*>(&address);
}

void set(int fd, int level, int option) {
  const int on = 1;
  setsockopt(fd, level, option, &on, sizeof on);
}

}  // namespace

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept {
  std::swap(fd_, other.fd_);
  return *this;
}

Descriptor::~Descriptor() {
  if (fd_ >= 0) ::close(fd_);
}

Result<Descriptor> listen_on(std::uint16_t port) {
  Descriptor socket(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  if (socket.get() < 0) return std::unexpected(system_error("open a socket"));
  set(socket.get(), SOL_SOCKET, SO_REUSEADDR);
  const sockaddr_in address = loopback(port, 1);
  if (::bind(socket.get(), generic(address), sizeof address) != 0 ||
      ::listen(socket.get(), 4096) != 0) {
    return std::unexpected(system_error("listen"));
  }
  return socket;
}

Result<Descriptor> connect_to(std::uint16_t port, std::uint8_t source, int segment_bytes) {
  Descriptor socket(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  if (socket.get() < 0) return std::unexpected(system_error("open a socket"));
  // The port is chosen at connect, when the destination is known, so that ports are not used up by
  // bind.
  set(socket.get(), IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT);
  send_at_once(socket.get());
  if (segment_bytes > 0) {
    setsockopt(socket.get(), IPPROTO_TCP, TCP_MAXSEG, &segment_bytes, sizeof segment_bytes);
  }
  const sockaddr_in from = loopback(0, source);
  if (::bind(socket.get(), generic(from), sizeof from) != 0) {
    return std::unexpected(system_error("bind a source address"));
  }
  const sockaddr_in to = loopback(port, 1);
  if (::connect(socket.get(), generic(to), sizeof to) != 0 && errno != EINPROGRESS) {
    return std::unexpected(system_error("connect"));
  }
  return socket;
}

bool wait_for_listener(std::uint16_t port, int wait_ms) {
  const std::int64_t deadline_ns = now_ns() + std::int64_t{wait_ms} * 1'000'000;
  while (now_ns() < deadline_ns) {
    const Descriptor probe(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const sockaddr_in to = loopback(port, 1);
    if (::connect(probe.get(), generic(to), sizeof to) == 0) return true;
    ::poll(nullptr, 0, 20);
  }
  return false;
}

void send_at_once(int fd) { set(fd, IPPROTO_TCP, TCP_NODELAY); }

Status raise_open_files(std::uint64_t needed) {
  rlimit limit{};
  getrlimit(RLIMIT_NOFILE, &limit);
  if (limit.rlim_max < needed) {
    return fail(Code::kState,
                "The limit of open files is {}, but {} are needed; raise it (ulimit -n).",
                limit.rlim_max, needed);
  }
  limit.rlim_cur = limit.rlim_max;
  if (setrlimit(RLIMIT_NOFILE, &limit) != 0) {
    return std::unexpected(system_error("raise the limit of open files"));
  }
  return {};
}

Status pin_to_core(int core) {
  cpu_set_t set_of_one;
  CPU_ZERO(&set_of_one);
  CPU_SET(static_cast<unsigned>(core), &set_of_one);
  if (sched_setaffinity(0, sizeof set_of_one, &set_of_one) != 0) {
    return fail(Code::kState, "There is no core {} to run on: {}.", core, std::strerror(errno));
  }
  return {};
}

std::int64_t now_ns() {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return std::int64_t{now.tv_sec} * 1'000'000'000 + now.tv_nsec;
}

Error system_error(const char* what) {
  return {Code::kInternal, fmt::format("Could not {}: {}.", what, std::strerror(errno))};
}

}  // namespace fika::bench
