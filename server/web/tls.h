// SPDX-License-Identifier: GPL-3.0-or-later
// TLS for accepted sockets. The only files that include OpenSSL's SSL half are tls.cc and, for
// making a certificate, self_signed.cc.
#pragma once

#include <memory>

#include "base/result.h"
#include "server/web/server.h"
#include "server/web/stream.h"

namespace fika::web {

// A certificate with its key and the settings: TLS 1.2 or later, http/1.1, no renegotiation, no
// compression. One for the whole server; outlives the streams made from it. Safe from any thread.
class TlsContext {
 public:
  // Nothing if `config` asks for no TLS; kInvalid if its files cannot be used.
  static Result<std::unique_ptr<TlsContext>> make(const Config& config);
  ~TlsContext();

  // Null if OpenSSL has no memory for it.
  std::unique_ptr<Stream> wrap(asio::ip::tcp::socket socket) const;

 private:
  struct Native;
  explicit TlsContext(std::unique_ptr<Native> native);
  std::unique_ptr<Native> native_;
};

}  // namespace fika::web
