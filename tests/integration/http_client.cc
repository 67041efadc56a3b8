// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/http_client.h"

#include <charconv>

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <fmt/format.h>

#include "base/text.h"

namespace fika::tests {
namespace {

constexpr int kAnswerMsMax = 60'000;

}  // namespace

HttpAnswer HttpClient::send(std::string_view method, std::string_view target,
                            const Headers& headers, std::string_view body) {
  std::string request = fmt::format("{} {} HTTP/1.1\r\n", method, target);
  bool has_host = false;
  for (const auto& [name, value] : headers) {
    has_host = has_host || to_lower_ascii(name) == "host";
    request += fmt::format("{}: {}\r\n", name, value);
  }
  if (!has_host) request += fmt::format("Host: 127.0.0.1:{}\r\n", port_);
  if (method == "POST" || !body.empty()) {
    request += fmt::format("Content-Length: {}\r\n", body.size());
  }
  request += "\r\n";
  request += body;
  if (!socket_) socket_ = std::make_unique<RawSocket>(port_);
  // A server that refuses a long body answers while it is still being sent.
  socket_->send(request);
  HttpAnswer answer = read_answer(method != "HEAD");
  if (answer.status == 0 || to_lower_ascii(answer.headers["connection"]) == "close") {
    socket_.reset();
  }
  return answer;
}

HttpAnswer HttpClient::read_answer(bool has_body) {
  HttpAnswer answer;
  std::string& received = socket_->received();
  std::size_t end = 0;
  while ((end = received.find("\r\n\r\n")) == std::string::npos) {
    if (!socket_->receive(kAnswerMsMax)) return {};
  }
  const std::string head = received.substr(0, end + 2);
  received.erase(0, end + 4);
  for (std::size_t at = head.find("\r\n") + 2; at < head.size();) {
    const std::size_t line_end = head.find("\r\n", at);
    const std::string_view line = std::string_view(head).substr(at, line_end - at);
    const std::size_t colon = std::min(line.find(':'), line.size());
    std::string& value = answer.headers[to_lower_ascii(line.substr(0, colon))];
    value = trim(line.substr(std::min(colon + 1, line.size())));
    at = line_end + 2;
  }
  std::size_t size = 0;
  const std::string& length = answer.headers["content-length"];
  std::from_chars(length.data(), length.data() + length.size(), size);
  while (has_body && received.size() < size) {
    if (!socket_->receive(kAnswerMsMax)) return {};
  }
  if (has_body) {
    answer.body = received.substr(0, size);
    received.erase(0, size);
  }
  if (head.size() > 12) std::from_chars(head.data() + 9, head.data() + 12, answer.status);
  return answer;
}

HttpAnswer HttpClient::call(std::string_view secret, std::string_view method,
                            const google::protobuf::Message& request, std::string_view key) {
  Headers headers = {{"Content-Type", "application/proto"}};
  if (!secret.empty()) headers.emplace_back("Authorization", fmt::format("Bearer {}", secret));
  if (!key.empty()) headers.emplace_back("Idempotency-Key", key);
  return send("POST", fmt::format("/api/fika.v1.{}", method), headers, request.SerializeAsString());
}

HttpAnswer HttpClient::call_json(std::string_view secret, std::string_view method,
                                 std::string_view body) {
  Headers headers = {{"Content-Type", "application/json"}};
  if (!secret.empty()) headers.emplace_back("Authorization", fmt::format("Bearer {}", secret));
  return send("POST", fmt::format("/api/fika.v1.{}", method), headers, body);
}

std::string error_code(const HttpAnswer& answer) {
  const auto type = answer.headers.find("content-type");
  if (type == answer.headers.end() || !type->second.starts_with("application/json")) {
    return "(an error that is not application/json)";
  }
  boost::system::error_code broken;
  const boost::json::value body = boost::json::parse(answer.body, broken);
  if (broken || !body.is_object()) return "(an error whose body is no JSON object)";
  const boost::json::value* code = body.as_object().if_contains("code");
  const boost::json::value* message = body.as_object().if_contains("message");
  if (code == nullptr || !code->is_string()) return "(an error without a code)";
  if (message == nullptr || !message->is_string() || message->as_string().empty()) {
    return "(an error without a message)";
  }
  return std::string(std::string_view(code->as_string()));
}

std::string json_string(std::string_view bytes) {
  std::string text = "\"";
  for (const char c : bytes) {
    if (c == '"' || c == '\\') {
      text += '\\';
      text += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      text += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    } else {
      text += c;
    }
  }
  return text + '"';
}

}  // namespace fika::tests
