// SPDX-License-Identifier: GPL-3.0-or-later
// Calls of Fika's methods over HTTP, in the Connect protocol's unary form. A command carries a key,
// so that one whose answer was lost can be sent again and still happens once.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include <google/protobuf/message.h>

#include "clients/cli/transport/backoff.h"
#include "clients/cli/transport/http.h"

namespace fika::cli {

class Calls {
 public:
  Calls(Url url, StreamOptions options, std::string secret)
      : http_(std::move(url), options), secret_(std::move(secret)) {}

  // `method` is its full name without the package, such as "MessageService/PostMessage".
  template <class Reply>
  Outcome<Reply> ask(std::string_view method, const google::protobuf::Message& query) {
    Reply reply;
    CHECKED(exchange(method, query, {}, reply));
    return reply;
  }
  template <class Reply>
  Outcome<Reply> tell(std::string_view method, const google::protobuf::Message& command) {
    Reply reply;
    CHECKED(exchange(method, command, fresh_key(), reply));
    return reply;
  }

  // A path outside of the API, such as that of a file. Sent once: whoever asks knows what may be
  // repeated. Any status comes back as it is.
  Outcome<HttpAnswer> send(std::string_view method, std::string_view path,
                           std::vector<std::pair<std::string, std::string>> headers,
                           std::string_view body);

  const Url& url() const { return http_.url(); }
  const std::string& secret() const { return secret_; }
  void set_secret(std::string secret) { secret_ = std::move(secret); }
  // How long a broken connection is tried again before giving up; tests make it short.
  void set_tries_max(int tries) { tries_max_ = tries; }

 private:
  static std::string fresh_key();
  Outcome<void> exchange(std::string_view method, const google::protobuf::Message& request,
                         const std::string& key, google::protobuf::Message& reply);

  HttpConnection http_;
  std::string secret_;
  int tries_max_ = 8;
};

}  // namespace fika::cli
