// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/control_socket.h"

#include <cstring>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <fmt/format.h>

namespace fika::app {
namespace {

constexpr std::size_t kLineBytesMax = 8192;
constexpr int kAnswerWaitS = 3600;  // a backup to a slow disk takes its time

std::filesystem::path socket_path(const std::filesystem::path& folder) {
  return folder / "control";
}

bool fill_address(const std::filesystem::path& path, sockaddr_un& address) {
  address = {};
  address.sun_family = AF_UNIX;
  const std::string text = path.string();
  if (text.size() >= sizeof address.sun_path) return false;
  std::memcpy(address.sun_path, text.data(), text.size());
  return true;
}

const sockaddr* generic(const sockaddr_un& address) {
  return reinterpret_cast<const sockaddr*>(&address);
}

// Up to the line's end, without it; empty when the peer says nothing sensible in time.
std::string read_line(int socket, int wait_s) {
  const timeval wait{.tv_sec = wait_s, .tv_usec = 0};
  setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait);
  std::string line;
  char byte = 0;
  while (line.size() < kLineBytesMax && recv(socket, &byte, 1, 0) == 1) {
    if (byte == '\n') return line;
    line += byte;
  }
  return {};
}

void write_line(int socket, std::string line) {
  line += '\n';
  std::string_view rest = line;
  while (!rest.empty()) {
    const ssize_t sent = send(socket, rest.data(), rest.size(), MSG_NOSIGNAL);
    if (sent <= 0) return;
    rest.remove_prefix(static_cast<std::size_t>(sent));
  }
}

}  // namespace

Result<std::unique_ptr<ControlSocket>> ControlSocket::listen(const std::filesystem::path& folder,
                                                             Handler handler) {
  const std::filesystem::path path = socket_path(folder);
  sockaddr_un address;
  if (!fill_address(path, address)) {
    return fail(Code::kUnavailable, "The data folder's path is too long for a control socket.");
  }
  // The store's lock is ours, so a socket that is there was left by a process that died.
  ::unlink(address.sun_path);
  const int listener = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const mode_t before = umask(0077);
  const bool is_bound = listener >= 0 && ::bind(listener, generic(address), sizeof address) == 0;
  umask(before);
  if (!is_bound || ::listen(listener, 4) != 0) {
    if (listener >= 0) ::close(listener);
    return fail(Code::kUnavailable, "The control socket cannot be made: {}.", std::strerror(errno));
  }
  return std::unique_ptr<ControlSocket>(new ControlSocket(path, listener, std::move(handler)));
}

ControlSocket::ControlSocket(std::filesystem::path path, int listener, Handler handler)
    : path_(std::move(path)), listener_(listener), handler_(std::move(handler)) {
  thread_ = std::thread([this] { serve(); });
}

ControlSocket::~ControlSocket() {
  shutdown(listener_, SHUT_RDWR);
  thread_.join();
  close(listener_);
  std::error_code ignored;
  std::filesystem::remove(path_, ignored);
}

void ControlSocket::serve() {
  while (true) {
    const int peer = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (peer < 0) {
      if (errno == EINTR || errno == ECONNABORTED) continue;
      return;
    }
    const std::string request = read_line(peer, 5);
    const auto answer = handler_(request);
    write_line(peer, answer ? "ok " + *answer : "error " + answer.error().detail);
    close(peer);
  }
}

Result<std::string> ask_server(const std::filesystem::path& folder, std::string_view request) {
  sockaddr_un address;
  const int socket = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (!fill_address(socket_path(folder), address) ||
      connect(socket, generic(address), sizeof address) != 0) {
    close(socket);
    return fail(Code::kNotFound, "Nobody is serving this data folder.");
  }
  write_line(socket, std::string(request));
  const std::string answer = read_line(socket, kAnswerWaitS);
  close(socket);
  if (answer.starts_with("ok ")) return answer.substr(3);
  if (answer.starts_with("error ")) return fail(Code::kState, "{}", answer.substr(6));
  return fail(Code::kUnavailable, "The server did not answer. Look at its log.");
}

}  // namespace fika::app
