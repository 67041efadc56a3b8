// SPDX-License-Identifier: GPL-3.0-or-later
#include "clients/cli/transport/stream.h"

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

namespace fika::cli {
namespace {

std::atomic<bool> interrupt_raised{false};
std::array<int, 2> interrupt_pipe = {-1, -1};

extern "C" void raise_interrupt(int) {
  const int saved = errno;
  interrupt_raised = true;
  [[maybe_unused]] const auto written = ::write(interrupt_pipe[1], "", 1);
  errno = saved;
}

std::unexpected<Failure> interrupted() {
  return give_up(Exit::kUnreachable, Code::kAborted, "Interrupted.");
}

template <class... Args>
std::unexpected<Failure> lost(fmt::format_string<Args...> format, Args&&... args) {
  return give_up(Exit::kUnreachable, Code::kUnavailable, format, std::forward<Args>(args)...);
}

// Waits until `fd` is ready for `events`.
Outcome<void> wait_for(int fd, short events, int wait_ms_max) {
  std::array<pollfd, 2> waits = {pollfd{.fd = fd, .events = events, .revents = 0},
                                 pollfd{.fd = Interrupt::fd(), .events = POLLIN, .revents = 0}};
  for (;;) {
    const int ready = ::poll(waits.data(), waits.size(), wait_ms_max);
    if (Interrupt::is_raised()) return interrupted();
    if (ready > 0 && waits[0].revents != 0) return {};
    if (ready == 0) return lost("The server has not answered in time.");
    if (ready < 0 && errno != EINTR)
      return lost("The connection failed: {}.", std::strerror(errno));
  }
}

class PlainStream final : public Stream {
 public:
  explicit PlainStream(int fd) : fd_(fd) {}
  ~PlainStream() override { ::close(fd_); }
  PlainStream(const PlainStream&) = delete;
  PlainStream& operator=(const PlainStream&) = delete;

  Outcome<std::size_t> read_some(std::span<char> buffer, int wait_ms_max) override {
    for (;;) {
      const ssize_t got = ::recv(fd_, buffer.data(), buffer.size(), 0);
      if (got >= 0) return static_cast<std::size_t>(got);
      if (errno != EAGAIN && errno != EINTR) {
        return lost("The connection was lost: {}.", std::strerror(errno));
      }
      CHECKED(wait_for(fd_, POLLIN, wait_ms_max));
    }
  }

  Outcome<void> write_all(std::string_view bytes, int wait_ms_max) override {
    while (!bytes.empty()) {
      const ssize_t sent = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent >= 0) {
        bytes.remove_prefix(static_cast<std::size_t>(sent));
        continue;
      }
      if (errno != EAGAIN && errno != EINTR) {
        return lost("The connection was lost: {}.", std::strerror(errno));
      }
      CHECKED(wait_for(fd_, POLLOUT, wait_ms_max));
    }
    return {};
  }

 private:
  const int fd_;
};

struct ContextFree {
  void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
};
struct SslFree {
  void operator()(SSL* ssl) const { SSL_free(ssl); }
};

class TlsStream final : public Stream {
 public:
  explicit TlsStream(int fd) : fd_(fd) {}
  ~TlsStream() override {
    ssl_.reset();
    ::close(fd_);
  }
  TlsStream(const TlsStream&) = delete;
  TlsStream& operator=(const TlsStream&) = delete;

  Outcome<void> shake_hands(const Url& url, const StreamOptions& options) {
    context_.reset(SSL_CTX_new(TLS_client_method()));
    if (!context_) return lost("TLS is not available here.");
    SSL_CTX_set_min_proto_version(context_.get(), TLS1_2_VERSION);
    SSL_CTX_set_default_verify_paths(context_.get());
    ssl_.reset(SSL_new(context_.get()));
    if (!ssl_ || SSL_set_fd(ssl_.get(), fd_) != 1) return lost("TLS is not available here.");
    SSL_set_mode(ssl_.get(), SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    X509_VERIFY_PARAM* check = SSL_get0_param(ssl_.get());
    if (X509_VERIFY_PARAM_set1_ip_asc(check, url.host.c_str()) != 1) {
      SSL_set_tlsext_host_name(ssl_.get(), url.host.c_str());
      SSL_set1_host(ssl_.get(), url.host.c_str());
    }
    SSL_set_verify(ssl_.get(), options.insecure ? SSL_VERIFY_NONE : SSL_VERIFY_PEER, nullptr);
    for (;;) {
      const int done = SSL_connect(ssl_.get());
      if (done == 1) return {};
      if (SSL_get_verify_result(ssl_.get()) != X509_V_OK && !options.insecure) {
        return lost(
            "The certificate of {} cannot be trusted: {}. If it is your own server with a "
            "self-signed one, name its certificate in SSL_CERT_FILE, or say --insecure.",
            url.authority(), X509_verify_cert_error_string(SSL_get_verify_result(ssl_.get())));
      }
      if (const auto ready = wait_as_told(done, options.connect_ms_max); !ready) {
        if (ready.error().code == Code::kAborted) return std::unexpected(ready.error());
        return lost("{} does not speak TLS on this port.", url.authority());
      }
    }
  }

  Outcome<std::size_t> read_some(std::span<char> buffer, int wait_ms_max) override {
    for (;;) {
      ERR_clear_error();
      std::size_t got = 0;
      const int done = SSL_read_ex(ssl_.get(), buffer.data(), buffer.size(), &got);
      if (done == 1) return got;
      if (SSL_get_error(ssl_.get(), done) == SSL_ERROR_ZERO_RETURN) return 0;
      CHECKED(wait_as_told(done, wait_ms_max));
    }
  }

  Outcome<void> write_all(std::string_view bytes, int wait_ms_max) override {
    while (!bytes.empty()) {
      ERR_clear_error();
      std::size_t sent = 0;
      const int done = SSL_write_ex(ssl_.get(), bytes.data(), bytes.size(), &sent);
      if (done == 1) {
        bytes.remove_prefix(sent);
        continue;
      }
      CHECKED(wait_as_told(done, wait_ms_max));
    }
    return {};
  }

 private:
  Outcome<void> wait_as_told(int done, int wait_ms_max) {
    switch (SSL_get_error(ssl_.get(), done)) {
      case SSL_ERROR_WANT_READ:
        return wait_for(fd_, POLLIN, wait_ms_max);
      case SSL_ERROR_WANT_WRITE:
        return wait_for(fd_, POLLOUT, wait_ms_max);
      default:
        return lost("The TLS connection was lost.");
    }
  }

  const int fd_;
  std::unique_ptr<SSL_CTX, ContextFree> context_;
  std::unique_ptr<SSL, SslFree> ssl_;
};

Outcome<int> open_socket(const addrinfo& address, int wait_ms_max) {
  const int fd = ::socket(address.ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (fd < 0) return lost("No socket is left: {}.", std::strerror(errno));
  const int on = 1;
  ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
  if (::connect(fd, address.ai_addr, address.ai_addrlen) == 0) return fd;
  int error = errno;
  if (error == EINPROGRESS) {
    if (const auto ready = wait_for(fd, POLLOUT, wait_ms_max); !ready) {
      ::close(fd);
      return std::unexpected(ready.error());
    }
    socklen_t size = sizeof(error);
    ::getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &size);
    if (error == 0) return fd;
  }
  ::close(fd);
  return lost("{}", std::strerror(error));
}

}  // namespace

void Interrupt::install() {
  if (interrupt_pipe[0] >= 0 || ::pipe2(interrupt_pipe.data(), O_CLOEXEC | O_NONBLOCK) != 0) return;
  struct sigaction action{};
  action.sa_handler = raise_interrupt;
  ::sigaction(SIGINT, &action, nullptr);
  ::sigaction(SIGTERM, &action, nullptr);
}
bool Interrupt::is_raised() { return interrupt_raised; }
int Interrupt::fd() { return interrupt_pipe[0]; }
bool Interrupt::wait_ms(int wait_ms) {
  pollfd wait{.fd = fd(), .events = POLLIN, .revents = 0};
  ::poll(&wait, 1, wait_ms);
  return !is_raised();
}

Outcome<std::unique_ptr<Stream>> Stream::connect(const Url& url, const StreamOptions& options) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  const std::string port = std::to_string(url.port);
  if (const int error = ::getaddrinfo(url.host.c_str(), port.c_str(), &hints, &found); error != 0) {
    return lost("{} cannot be found: {}. Check the address and the network.", url.host,
                ::gai_strerror(error));
  }
  const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> addresses(found, &::freeaddrinfo);
  Failure last{Exit::kUnreachable, Code::kUnavailable, "it has no address"};
  for (const addrinfo* address = found; address != nullptr; address = address->ai_next) {
    auto fd = open_socket(*address, options.connect_ms_max);
    if (!fd) {
      last = fd.error();
      if (last.code == Code::kAborted) return std::unexpected(last);
      continue;
    }
    if (!url.is_https) return std::make_unique<PlainStream>(*fd);
    auto stream = std::make_unique<TlsStream>(*fd);
    CHECKED(stream->shake_hands(url, options));
    return stream;
  }
  return lost("{} cannot be reached: {}. Check the address and that the server runs.", url.text(),
              last.sentence);
}

}  // namespace fika::cli
