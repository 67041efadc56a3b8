// SPDX-License-Identifier: GPL-3.0-or-later
// A server on loopback that answers each connection with a given text, for tests of the transport
// alone.
#pragma once

#include <arpa/inet.h>
#include <array>
#include <netinet/in.h>
#include <string>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>
#include <vector>

namespace fika::cli {

class TestServer {
 public:
  // One script a connection: its answers, one a request. An empty answer closes the connection at
  // once.
  explicit TestServer(std::vector<std::vector<std::string>> scripts)
      : fd_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    ::bind(fd_, reinterpret_cast<sockaddr*>(&address), sizeof(address));
    ::listen(fd_, 8);
    socklen_t size = sizeof(address);
    ::getsockname(fd_, reinterpret_cast<sockaddr*>(&address), &size);
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this, scripts = std::move(scripts)] { serve(scripts); });
  }
  ~TestServer() {
    ::shutdown(fd_, SHUT_RDWR);
    if (thread_.joinable()) thread_.join();
    ::close(fd_);
  }
  TestServer(const TestServer&) = delete;
  TestServer& operator=(const TestServer&) = delete;

  std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }
  // What was asked, once all scripts have been played.
  std::vector<std::string> requests() {
    thread_.join();
    return requests_;
  }

 private:
  void serve(const std::vector<std::vector<std::string>>& scripts) {
    for (const auto& answers : scripts) {
      const int peer = ::accept(fd_, nullptr, nullptr);
      if (peer < 0) return;
      for (const std::string& answer : answers) {
        std::string request;
        // The test's requests are small and have a length; the head's end and the body come
        // together.
        std::array<char, 4096> buffer;
        while (request.find("\r\n\r\n") == std::string::npos) {
          const auto got = ::recv(peer, buffer.data(), buffer.size(), 0);
          if (got <= 0) break;
          request.append(buffer.data(), static_cast<std::size_t>(got));
        }
        if (request.empty()) break;
        requests_.push_back(request);
        if (answer.empty()) break;
        ::send(peer, answer.data(), answer.size(), MSG_NOSIGNAL);
      }
      ::close(peer);
    }
  }

  const int fd_;
  std::uint16_t port_ = 0;
  std::vector<std::string> requests_;
  std::thread thread_;
};

}  // namespace fika::cli
