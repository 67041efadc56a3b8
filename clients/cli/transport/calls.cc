// SPDX-License-Identifier: GPL-3.0-or-later
#include "clients/cli/transport/calls.h"

#include <charconv>
#include <chrono>

#include <boost/json.hpp>

#include "base/clock.h"
#include "base/id.h"

namespace fika::cli {
namespace {

Code code_named(std::string_view connect) {
  for (int i = 0; i <= static_cast<int>(Code::kDataLoss); ++i) {
    if (code_info(static_cast<Code>(i)).connect == connect) return static_cast<Code>(i);
  }
  return Code::kInternal;
}

Failure refusal(const HttpAnswer& answer) {
  boost::system::error_code error;
  const boost::json::value body = boost::json::parse(answer.body, error);
  const boost::json::object* object = error ? nullptr : body.if_object();
  const boost::json::value* code = object == nullptr ? nullptr : object->if_contains("code");
  if (code == nullptr || !code->is_string()) {
    return {Exit::kUnreachable, Code::kUnavailable,
            fmt::format("The server answered {} without a reason; is it a Fika server?",
                        answer.status)};
  }
  const boost::json::value* message = object->if_contains("message");
  Failure failure{Exit::kRefused, code_named(std::string_view(code->get_string())), {}};
  failure.sentence = message != nullptr && message->is_string()
                         ? std::string(message->get_string())
                         : fmt::format("The server said {}.", std::string_view(code->get_string()));
  if (failure.code == Code::kUnavailable) failure.exit = Exit::kUnreachable;
  return failure;
}

// What the server asks for, or 0.
std::uint32_t retry_after_ms(const HttpAnswer& answer) {
  const auto header = answer.headers.find("retry-after");
  if (header == answer.headers.end()) return 0;
  std::uint32_t seconds = 0;
  const std::string& text = header->second;
  std::from_chars(text.data(), text.data() + text.size(), seconds);
  return seconds <= 30 ? seconds * 1000 : 0;
}

}  // namespace

std::string Calls::fresh_key() { return Id::make(SystemClock().now_ms()).text(); }

Outcome<void> Calls::exchange(std::string_view method, const google::protobuf::Message& request,
                              const std::string& key, google::protobuf::Message& reply) {
  std::vector<std::pair<std::string, std::string>> headers = {{"Content-Type", "application/proto"},
                                                              {"Connect-Protocol-Version", "1"}};
  if (!secret_.empty()) headers.emplace_back("Authorization", "Bearer " + secret_);
  if (!key.empty()) headers.emplace_back("Idempotency-Key", key);
  const std::string path = fmt::format("/api/fika.v1.{}", method);
  const std::string body = request.SerializeAsString();
  Backoff backoff(200, 5'000);
  for (int tries = 1;; ++tries) {
    // The first answer of all decides whether there is a server; after that a loss is worth
    // patience.
    const bool may_retry = tries < tries_max_ && (http_.has_worked() || tries == 1);
    auto answer = http_.post(path, headers, body);
    Failure failure;
    std::uint32_t wait_ms = 0;
    if (!answer) {
      failure = std::move(answer).error();
      if (failure.code == Code::kAborted || !http_.has_worked() || !may_retry) {
        return std::unexpected(std::move(failure));
      }
    } else if (answer->status == 200) {
      if (reply.ParseFromString(answer->body)) return {};
      return give_up(Exit::kUnreachable, Code::kInternal,
                     "The answer cannot be read; are server and client of the same version?");
    } else {
      failure = refusal(*answer);
      wait_ms = retry_after_ms(*answer);
      const bool is_passing =
          failure.code == Code::kUnavailable || (failure.code == Code::kLimit && wait_ms > 0);
      if (!is_passing || !may_retry) return std::unexpected(std::move(failure));
    }
    wait_ms = std::max(wait_ms, backoff.next_ms());
    if (!Interrupt::wait_ms(static_cast<int>(wait_ms))) {
      return give_up(Exit::kUnreachable, Code::kAborted, "Interrupted.");
    }
  }
}

Outcome<HttpAnswer> Calls::send(std::string_view method, std::string_view path,
                                std::vector<std::pair<std::string, std::string>> headers,
                                std::string_view body) {
  if (!secret_.empty()) headers.emplace_back("Authorization", "Bearer " + secret_);
  return http_.send(method, path, headers, body);
}

}  // namespace fika::cli
