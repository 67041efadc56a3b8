// SPDX-License-Identifier: GPL-3.0-or-later
// HTTP as a test needs it: any method, target, header and body, one connection kept between
// requests.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <google/protobuf/message.h>

#include "clients/cli/transport/http.h"
#include "tests/integration/raw_socket.h"

namespace fika::tests {

using Headers = std::vector<std::pair<std::string, std::string>>;
using cli::HttpAnswer;

class HttpClient {
 public:
  explicit HttpClient(std::uint16_t port) : port_(port) {}

  // Status 0: the connection ended without an answer. Content-Length is added when there is a body
  // or the method is POST.
  HttpAnswer send(std::string_view method, std::string_view target, const Headers& headers = {},
                  std::string_view body = {});
  // A method by its name without the package, such as "MessageService/PostMessage", as proto.
  HttpAnswer call(std::string_view secret, std::string_view method,
                  const google::protobuf::Message& request, std::string_view key = {});
  // The same with a body of JSON.
  HttpAnswer call_json(std::string_view secret, std::string_view method, std::string_view body);

 private:
  HttpAnswer read_answer(bool has_body);

  const std::uint16_t port_;
  std::unique_ptr<RawSocket> socket_;
};

// Connect's code of an error answer; a sentence that fits no code when the body is not {"code",
// "message"} with a message in it.
std::string error_code(const HttpAnswer& answer);
// `bytes` as a JSON string, escaped where JSON demands it and no further.
std::string json_string(std::string_view bytes);

}  // namespace fika::tests
