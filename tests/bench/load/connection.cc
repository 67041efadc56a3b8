// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/load/connection.h"

#include <algorithm>
#include <cerrno>
#include <sys/socket.h>

#include "tests/bench/wire/frame.h"

namespace fika::bench {
namespace {
constexpr std::uint32_t kMask = 0x5a17c3e9;
}

Result<Connection> Connection::begin(std::uint16_t port, std::uint8_t source, Opening opening,
                                     int segment_bytes) {
  Connection connection;
  TRY(connection.socket_, connect_to(port, source, segment_bytes));
  connection.opening_ = std::move(opening);
  return connection;
}

Status Connection::on_writable() {
  if (state_ == State::kConnecting) {
    int error = 0;
    socklen_t size = sizeof error;
    ::getsockopt(socket_.get(), SOL_SOCKET, SO_ERROR, &error, &size);
    if (error != 0) {
      errno = error;
      return std::unexpected(system_error("connect to the server"));
    }
    state_ = State::kUpgrading;
    return send_bytes(upgrade_request(opening_.path, opening_.headers));
  }
  const std::string waiting = std::exchange(unsent_, {});
  return waiting.empty() ? Status{} : send_bytes(waiting);
}

Status Connection::on_readable(std::span<char> buffer,
                               const std::function<void(std::string_view)>& on_message) {
  std::ranges::copy(partial_, buffer.begin());
  const auto rest = buffer.subspan(partial_.size());
  if (rest.empty()) return fail(Code::kLimit, "The server sent a frame larger than the buffer.");
  const auto size = ::recv(socket_.get(), rest.data(), rest.size(), 0);
  if (size < 0 && errno == EAGAIN) return {};
  if (size < 0) return std::unexpected(system_error("read from the server"));
  if (size == 0) return fail(Code::kState, "The server closed a connection.");
  std::string_view bytes(buffer.data(), partial_.size() + static_cast<std::size_t>(size));
  if (state_ == State::kUpgrading) CHECKED(finish_upgrade(bytes));
  if (state_ == State::kOpen) CHECKED(take_frames(bytes, on_message));
  if (!partial_.empty() || !bytes.empty()) partial_ = bytes;
  return {};
}

Status Connection::take_frames(std::string_view& bytes,
                               const std::function<void(std::string_view)>& on_message) {
  while (const auto frame = front_frame(bytes)) {
    bytes.remove_prefix(frame->size);
    if (frame->opcode == Opcode::kBinary && frame->is_final) [[likely]] {
      on_message(frame->payload);
    } else {
      CHECKED(on_frame(*frame, on_message));
    }
  }
  return {};
}

Status Connection::send(std::string_view message) {
  std::string bytes;
  append_client_frame(bytes, Opcode::kBinary, message, kMask);
  return send_bytes(bytes);
}

Status Connection::send_bytes(std::string_view bytes) {
  std::size_t taken = 0;
  if (unsent_.empty()) {
    const auto sent = ::send(socket_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent < 0 && errno != EAGAIN) return std::unexpected(system_error("send to the server"));
    taken = sent < 0 ? 0 : static_cast<std::size_t>(sent);
  }
  unsent_.append(bytes.substr(taken));
  return {};
}

Status Connection::finish_upgrade(std::string_view& bytes) {
  const auto end = bytes.find("\r\n\r\n");
  if (end == std::string_view::npos) return {};
  if (!bytes.starts_with("HTTP/1.1 101")) {
    return fail(Code::kState, "The server refused the WebSocket: {}.",
                bytes.substr(0, bytes.find("\r\n")));
  }
  bytes.remove_prefix(end + 4);
  state_ = State::kOpen;
  const std::string first = std::move(opening_.first_message);
  opening_ = {};
  return first.empty() ? Status{} : send(first);
}

Status Connection::on_frame(const Frame& frame,
                            const std::function<void(std::string_view)>& on_message) {
  switch (frame.opcode) {
    case Opcode::kPing: {
      std::string pong;
      append_client_frame(pong, Opcode::kPong, frame.payload, kMask);
      return send_bytes(pong);
    }
    case Opcode::kPong:
      return {};
    case Opcode::kClose:
      return fail(Code::kState, "The server said good-bye: {}.",
                  frame.payload.size() > 2 ? frame.payload.substr(2) : "no reason given");
    default:
      assembling_.append(frame.payload);
      if (!frame.is_final) return {};
      on_message(std::exchange(assembling_, {}));
      return {};
  }
}

}  // namespace fika::bench
