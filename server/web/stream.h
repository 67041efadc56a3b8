// SPDX-License-Identifier: GPL-3.0-or-later
// One accepted byte stream, plain or TLS, seen by readiness: try now, and if the answer is "wait",
// wait on socket() for what it names. No buffer lives here while nothing is being read, and because
// no Asio stream type is wrapped, nothing is a template and both kinds take the same road. TLS is
// OpenSSL on the non-blocking socket for the same reasons: asio::ssl::stream keeps 34 KB of buffers
// each. Owned by one connection; used on its core only.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <sys/uio.h>
#include <utility>

#include <boost/asio/ip/tcp.hpp>

namespace fika::web {

namespace asio = boost::asio;

enum class Want { kNothing, kRead, kWrite };

struct Io {
  std::size_t bytes = 0;
  Want want = Want::kNothing;  // what to wait for before the next try; kNothing: try again at once
  bool has_ended = false;      // the peer is gone, or broke the layer below; bytes is then 0
};

class Stream {
 public:
  explicit Stream(asio::ip::tcp::socket socket) : socket_(std::move(socket)) {}
  virtual ~Stream() = default;
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;

  // Call until it wants nothing, before the first read.
  virtual Io handshake_now() = 0;
  virtual Io read_now(std::span<char> into) = 0;
  // After an answer with kWrite the next call must begin with the same bytes.
  virtual Io write_now(std::span<const iovec> from) = 0;
  // Tells the peer that nothing more will come; reading goes on.
  virtual void end_writing() = 0;
  virtual bool is_tls() const = 0;

  asio::ip::tcp::socket& socket() { return socket_; }
  // Waits on socket() end with operation_aborted.
  void close();

 private:
  asio::ip::tcp::socket socket_;
};

std::unique_ptr<Stream> make_plain_stream(asio::ip::tcp::socket socket);

}  // namespace fika::web
