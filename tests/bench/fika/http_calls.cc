// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/fika/http_calls.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>

namespace fika::bench {
namespace {

// Enough for the server to have a group to commit; each from an address of its own.
constexpr std::size_t kConnections = 32;
constexpr std::uint8_t kFirstSource = 20;
constexpr int kConnectWithinMs = 5000;
constexpr int kAnswerWithinMs = 30'000;

Status send_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto sent = ::send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent < 0) return std::unexpected(system_error("send a call"));
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return {};
}

std::string authorization_line(const std::string& token) {
  return fmt::format("Authorization: Bearer {}\r\n", token);
}

// The declared size of the body; our server always declares it.
std::size_t content_length(std::string_view head) {
  constexpr std::string_view kField = "content-length:";
  const auto same = [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a + 32 : a) == b; };
  const auto found = std::ranges::search(head, kField, same);
  const auto* start = std::find_if_not(found.end(), head.end(), [](char c) { return c == ' '; });
  std::size_t size = 0;
  std::from_chars(start, head.end(), size);
  return size;
}

}  // namespace

Result<HttpCalls> HttpCalls::open(std::uint16_t port, const std::string& token) {
  HttpCalls calls;
  if (!token.empty()) calls.authorization_ = authorization_line(token);
  for (std::size_t i = 0; i < kConnections; ++i) {
    TRY(auto connection, connect_to(port, static_cast<std::uint8_t>(kFirstSource + i)));
    pollfd connected{.fd = connection.get(), .events = POLLOUT, .revents = 0};
    if (::poll(&connected, 1, kConnectWithinMs) != 1) {
      return fail(Code::kUnavailable, "The server on port {} does not accept connections.", port);
    }
    ::fcntl(connection.get(), F_SETFL, ::fcntl(connection.get(), F_GETFL) & ~O_NONBLOCK);
    calls.connections_.push_back(std::move(connection));
  }
  return calls;
}

Result<std::vector<std::string>> HttpCalls::exchange(std::string_view method,
                                                     const std::vector<std::string>& bodies,
                                                     const std::vector<std::string>& tokens) {
  std::vector<std::string> answers;
  for (std::size_t start = 0; start < bodies.size(); start += connections_.size()) {
    const std::size_t count = std::min(connections_.size(), bodies.size() - start);
    for (std::size_t i = 0; i < count; ++i) {
      const std::string& body = bodies[start + i];
      const std::string authorization =
          tokens.empty() ? authorization_ : authorization_line(tokens[start + i]);
      CHECKED(
          send_all(connections_[i].get(),
                   fmt::format("POST /api/{} HTTP/1.1\r\nHost: localhost\r\n{}"
                               "Content-Type: application/proto\r\nContent-Length: {}\r\n\r\n{}",
                               method, authorization, body.size(), body)));
    }
    for (std::size_t i = 0; i < count; ++i) {
      auto answer = read_answer(connections_[i].get());
      if (!answer) {
        return fail(answer.error().code, "{}: {}", method, answer.error().detail);
      }
      answers.push_back(*std::move(answer));
    }
  }
  return answers;
}

Result<std::string> HttpCalls::read_answer(int fd) {
  std::string answer;
  std::array<char, 16 * 1024> buffer{};
  std::size_t wanted = std::string::npos;
  std::size_t head = 0;
  while (answer.size() < wanted) {
    pollfd readable{.fd = fd, .events = POLLIN, .revents = 0};
    if (::poll(&readable, 1, kAnswerWithinMs) != 1) {
      return fail(Code::kUnavailable, "No answer within {} ms.", kAnswerWithinMs);
    }
    const auto size = ::recv(fd, buffer.data(), buffer.size(), 0);
    if (size <= 0) return fail(Code::kUnavailable, "The server closed the connection.");
    answer.append(buffer.data(), static_cast<std::size_t>(size));
    if (wanted != std::string::npos) continue;
    const auto end = answer.find("\r\n\r\n");
    if (end == std::string::npos) continue;
    head = end + 4;
    wanted = head + content_length(std::string_view(answer).substr(0, end));
  }
  if (!answer.starts_with("HTTP/1.1 200")) {
    return fail(Code::kState, "{} {}", answer.substr(0, answer.find("\r\n")), answer.substr(head));
  }
  return answer.substr(head);
}

}  // namespace fika::bench
