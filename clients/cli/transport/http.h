// SPDX-License-Identifier: GPL-3.0-or-later
// One HTTP/1.1 connection to the server, kept open between requests. It never repeats a request by
// itself: Calls decides that, as it knows what may be sent twice.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "clients/cli/transport/stream.h"

namespace fika::cli {

struct HttpAnswer {
  int status = 0;
  std::map<std::string, std::string> headers;  // names in lower case
  std::string body;
};

class HttpConnection {
 public:
  HttpConnection(Url url, StreamOptions options) : url_(std::move(url)), options_(options) {}

  // kUnreachable when the connection cannot be made or was lost; the next request makes a new one.
  Outcome<HttpAnswer> post(std::string_view path,
                           const std::vector<std::pair<std::string, std::string>>& headers,
                           std::string_view body);
  // As post(), with another method; a body only where it is not empty.
  Outcome<HttpAnswer> send(std::string_view method, std::string_view path,
                           const std::vector<std::pair<std::string, std::string>>& headers,
                           std::string_view body);
  const Url& url() const { return url_; }
  // True once a request has been answered: a later loss is the network's, not a wrong address.
  bool has_worked() const { return has_worked_; }
  void close() { stream_.reset(); }

 private:
  Outcome<HttpAnswer> exchange(std::string_view request);

  const Url url_;
  const StreamOptions options_;
  std::unique_ptr<Stream> stream_;
  std::string received_;  // what came and is not yet parsed
  bool has_worked_ = false;
};

// The head of an answer, up to and with the empty line. Exposed for the WebSocket's handshake.
Outcome<HttpAnswer> read_answer_head(Stream& stream, std::string& received);

}  // namespace fika::cli
