// SPDX-License-Identifier: GPL-3.0-or-later
// Fika's calls over HTTP, many at a time, for setting the stage of a benchmark: plain and blocking,
// as nothing is measured here. The calls under measurement go through load/ and fika_protocol.h.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <google/protobuf/message_lite.h>

#include "base/result.h"
#include "tests/bench/wire/socket.h"

namespace fika::bench {

class HttpCalls {
 public:
  // `token` may be empty, for the calls that need none.
  static Result<HttpCalls> open(std::uint16_t port, const std::string& token);

  // Makes the call once for each request and fills `replies`, which is as long. The first refusal
  // ends it.
  // With `tokens`, which is then as long as `requests`, each call is made by another person.
  template <class Request, class Reply>
  Status call_all(std::string_view method, const std::vector<Request>& requests,
                  std::vector<Reply>& replies, const std::vector<std::string>& tokens = {});
  template <class Request, class Reply>
  Status call(std::string_view method, const Request& request, Reply& reply);

 private:
  // Answers in the order of the bodies.
  Result<std::vector<std::string>> exchange(std::string_view method,
                                            const std::vector<std::string>& bodies,
                                            const std::vector<std::string>& tokens);
  Result<std::string> read_answer(int fd);

  std::vector<Descriptor> connections_;
  std::string authorization_;
};

template <class Request, class Reply>
Status HttpCalls::call_all(std::string_view method, const std::vector<Request>& requests,
                           std::vector<Reply>& replies, const std::vector<std::string>& tokens) {
  std::vector<std::string> bodies;
  bodies.reserve(requests.size());
  for (const auto& request : requests) bodies.push_back(request.SerializeAsString());
  TRY(const auto answers, exchange(method, bodies, tokens));
  for (const auto& answer : answers) {
    if (!replies.emplace_back().ParseFromString(answer)) {
      return fail(Code::kInternal, "The answer to {} is not what its proto says.", method);
    }
  }
  return {};
}

template <class Request, class Reply>
Status HttpCalls::call(std::string_view method, const Request& request, Reply& reply) {
  std::vector<Reply> replies;
  CHECKED(call_all(method, std::vector<Request>{request}, replies));
  reply = std::move(replies.front());
  return {};
}

}  // namespace fika::bench
