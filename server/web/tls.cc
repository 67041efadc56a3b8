// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/web/tls.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include <climits>
#include <openssl/err.h>
#include <openssl/ssl.h>

#include "server/web/self_signed.h"

namespace fika::web {
namespace {

// What one TLS record holds; small frames are joined up to it, since each record is encrypted
// alone.
constexpr std::size_t kRecordBytes = 16 * 1024;

template <auto kFree>
struct Free {
  template <class T>
  void operator()(T* object) const {
    kFree(object);
  }
};
using Ssl = std::unique_ptr<SSL, Free<SSL_free>>;
using SslContext = std::unique_ptr<SSL_CTX, Free<SSL_CTX_free>>;

class TlsStream final : public Stream {
 public:
  TlsStream(asio::ip::tcp::socket socket, Ssl ssl)
      : Stream(std::move(socket)), ssl_(std::move(ssl)) {}

  Io handshake_now() override {
    ERR_clear_error();
    const int result = SSL_accept(ssl_.get());
    return result == 1 ? Io{} : stopped(result);
  }

  // Takes whole records until none is left, because what OpenSSL holds the kernel does not
  // announce.
  Io read_now(std::span<char> into) override {
    std::size_t taken = 0;
    while (taken < into.size()) {
      ERR_clear_error();
      std::size_t got = 0;
      const int result = SSL_read_ex(ssl_.get(), into.data() + taken, into.size() - taken, &got);
      if (result == 1) {
        taken += got;
        continue;
      }
      Io io = stopped(result);
      // An end behind good bytes comes again at the next call.
      if (io.has_ended && taken > 0) io = {};
      io.bytes = taken;
      return io;
    }
    return {.bytes = taken};
  }

  Io write_now(std::span<const iovec> from) override {
    static thread_local std::array<char, kRecordBytes> record;
    std::size_t size = 0;
    for (const iovec& part : from) {
      const std::size_t count = std::min(part.iov_len, record.size() - size);
      std::copy_n(static_cast<const char*>(part.iov_base), count, record.data() + size);
      size += count;
      if (size == record.size()) break;
    }
    ERR_clear_error();
    std::size_t sent = 0;
    const int result = SSL_write_ex(ssl_.get(), record.data(), size, &sent);
    return result == 1 ? Io{.bytes = sent} : stopped(result);
  }

  void end_writing() override {
    ERR_clear_error();
    SSL_shutdown(ssl_.get());
    boost::system::error_code ignored;  // A peer that is gone already needs no notice.
    socket().shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
  }

  bool is_tls() const override { return true; }

 private:
  Io stopped(int result) {
    switch (SSL_get_error(ssl_.get(), result)) {
      case SSL_ERROR_WANT_READ:
        return {.want = Want::kRead};
      case SSL_ERROR_WANT_WRITE:
        return {.want = Want::kWrite};
      default:
        return {.has_ended = true};
    }
  }

  Ssl ssl_;
};

int choose_protocol(SSL*, const unsigned char** chosen, unsigned char* chosen_size,
                    const unsigned char* offered, unsigned int offered_size, void*) {
  static constexpr std::array<unsigned char, 9> kHttp11 = {8,   'h', 't', 't', 'p',
                                                           '/', '1', '.', '1'};
  // OpenSSL's signature gives the choice without const; it points into one of the two lists.
  const int found = SSL_select_next_proto(const_cast<unsigned char**>(chosen), chosen_size,
                                          kHttp11.data(), kHttp11.size(), offered, offered_size);
  return found == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_NOACK;
}

}  // namespace

struct TlsContext::Native {
  SslContext context;
};

TlsContext::TlsContext(std::unique_ptr<Native> native) : native_(std::move(native)) {}
TlsContext::~TlsContext() = default;

Result<std::unique_ptr<TlsContext>> TlsContext::make(const Config& config) {
  std::string certificate = config.tls_certificate_file;
  std::string key = config.tls_key_file;
  if (certificate.empty() != key.empty()) {
    return fail(Code::kInvalid, "TLS needs both a certificate file and a key file.");
  }
  if (certificate.empty()) {
    if (config.tls_self_signed_dir.empty()) return nullptr;
    TRY(const SelfSigned made, self_signed_certificate(config.tls_self_signed_dir));
    certificate = made.certificate_file;
    key = made.key_file;
  }
  SslContext context(SSL_CTX_new(TLS_server_method()));
  if (!context) return fail(Code::kInternal, "OpenSSL could not be started.");
  SSL_CTX_set_min_proto_version(context.get(), TLS1_2_VERSION);
  SSL_CTX_set_options(context.get(), SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION |
                                         SSL_OP_CIPHER_SERVER_PREFERENCE |
                                         SSL_OP_IGNORE_UNEXPECTED_EOF);
  // Buffers are given back between records: most connections are idle most of the time.
  SSL_CTX_set_mode(context.get(), SSL_MODE_ENABLE_PARTIAL_WRITE |
                                      SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER |
                                      SSL_MODE_RELEASE_BUFFERS);
  SSL_CTX_set_alpn_select_cb(context.get(), choose_protocol, nullptr);
  if (SSL_CTX_use_certificate_chain_file(context.get(), certificate.c_str()) != 1) {
    return fail(Code::kInvalid,
                "The TLS certificate file could not be read; it must hold PEM certificates.");
  }
  if (SSL_CTX_use_PrivateKey_file(context.get(), key.c_str(), SSL_FILETYPE_PEM) != 1 ||
      SSL_CTX_check_private_key(context.get()) != 1) {
    return fail(Code::kInvalid,
                "The TLS key file could not be read, or does not belong to the certificate.");
  }
  auto native = std::make_unique<Native>(Native{std::move(context)});
  return std::unique_ptr<TlsContext>(new TlsContext(std::move(native)));
}

std::unique_ptr<Stream> TlsContext::wrap(asio::ip::tcp::socket socket) const {
  Ssl ssl(SSL_new(native_->context.get()));
  boost::system::error_code error;
  socket.non_blocking(true, error);
  if (!ssl || error || SSL_set_fd(ssl.get(), socket.native_handle()) != 1) return nullptr;
  return std::make_unique<TlsStream>(std::move(socket), std::move(ssl));
}

}  // namespace fika::web
