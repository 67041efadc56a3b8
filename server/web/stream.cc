// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/web/stream.h"

#include <cerrno>
#include <sys/socket.h>

namespace fika::web {

void Stream::close() {
  boost::system::error_code ignored;  // There is nobody left to tell.
  socket_.close(ignored);
}

namespace {

Io failed(int error, Want want) {
  if (error == EAGAIN || error == EWOULDBLOCK) return {.want = want};
  return {.has_ended = true};
}

class PlainStream final : public Stream {
 public:
  using Stream::Stream;

  Io handshake_now() override { return {}; }

  Io read_now(std::span<char> into) override {
    while (true) {
      const ssize_t got = ::recv(socket().native_handle(), into.data(), into.size(), MSG_DONTWAIT);
      if (got == 0) return {.has_ended = true};
      if (got > 0) {
        const auto bytes = static_cast<std::size_t>(got);
        // A short read has emptied the kernel's buffer; asking again would cost a call for nothing.
        return {.bytes = bytes, .want = bytes < into.size() ? Want::kRead : Want::kNothing};
      }
      if (errno != EINTR) return failed(errno, Want::kRead);
    }
  }

  Io write_now(std::span<const iovec> from) override {
    std::size_t offered = 0;
    for (const iovec& part : from) offered += part.iov_len;
    msghdr message{};
    message.msg_iov = const_cast<iovec*>(from.data());  // sendmsg only reads it
    message.msg_iovlen = from.size();
    constexpr int kFlags = MSG_DONTWAIT | MSG_NOSIGNAL;
    while (true) {
      // The usual case, one part, spares the kernel the copy of a list.
      const ssize_t sent = from.size() == 1 ? ::send(socket().native_handle(), from[0].iov_base,
                                                     from[0].iov_len, kFlags)
                                            : ::sendmsg(socket().native_handle(), &message, kFlags);
      if (sent >= 0) {
        const auto bytes = static_cast<std::size_t>(sent);
        return {.bytes = bytes, .want = bytes < offered ? Want::kWrite : Want::kNothing};
      }
      if (errno != EINTR) return failed(errno, Want::kWrite);
    }
  }

  void end_writing() override {
    boost::system::error_code ignored;  // A peer that is gone already needs no notice.
    socket().shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
  }

  bool is_tls() const override { return false; }
};

}  // namespace

std::unique_ptr<Stream> make_plain_stream(asio::ip::tcp::socket socket) {
  return std::make_unique<PlainStream>(std::move(socket));
}

}  // namespace fika::web
