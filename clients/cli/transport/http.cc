// SPDX-License-Identifier: GPL-3.0-or-later
#include "clients/cli/transport/http.h"

#include <array>
#include <charconv>

#include "base/text.h"

namespace fika::cli {
namespace {

constexpr int kAnswerMsMax = 60'000;
constexpr std::size_t kHeadBytesMax = 64 * 1024;
constexpr std::size_t kBodyBytesMax = 128 * 1024 * 1024;  // more than the largest file

std::unexpected<Failure> broken(std::string_view what) {
  return give_up(Exit::kUnreachable, Code::kUnavailable,
                 "What answers there is not a Fika server: {}.", what);
}

Outcome<bool> fill(Stream& stream, std::string& received) {
  std::array<char, 32 * 1024> buffer;
  TRY(const std::size_t got, stream.read_some(buffer, kAnswerMsMax));
  received.append(buffer.data(), got);
  return got > 0;
}

Outcome<std::string> take(Stream& stream, std::string& received, std::size_t size) {
  if (size > kBodyBytesMax) return broken("its answer is too long");
  while (received.size() < size) {
    TRY(const bool more, fill(stream, received));
    if (!more) {
      return give_up(Exit::kUnreachable, Code::kUnavailable, "The answer broke off.");
    }
  }
  std::string taken = received.substr(0, size);
  received.erase(0, size);
  return taken;
}

Outcome<std::string> take_line(Stream& stream, std::string& received) {
  std::size_t end = 0;
  while ((end = received.find("\r\n")) == std::string::npos) {
    if (received.size() > kHeadBytesMax) return broken("a line is too long");
    TRY(const bool more, fill(stream, received));
    if (!more) return give_up(Exit::kUnreachable, Code::kUnavailable, "The answer broke off.");
  }
  std::string line = received.substr(0, end);
  received.erase(0, end + 2);
  return line;
}

Outcome<std::string> take_chunks(Stream& stream, std::string& received) {
  std::string body;
  for (;;) {
    TRY(const std::string line, take_line(stream, received));
    std::size_t size = 0;
    const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), size, 16);
    if (error != std::errc{} || size > kBodyBytesMax - body.size()) return broken("a bad chunk");
    if (size == 0) break;
    TRY(const std::string chunk, take(stream, received, size + 2));
    body.append(chunk, 0, size);
  }
  for (;;) {
    TRY(const std::string trailer, take_line(stream, received));
    if (trailer.empty()) return body;
  }
}

}  // namespace

Outcome<HttpAnswer> read_answer_head(Stream& stream, std::string& received) {
  HttpAnswer answer;
  TRY(const std::string first, take_line(stream, received));
  if (!first.starts_with("HTTP/1.") || first.size() < 12) return broken("it does not speak HTTP");
  std::from_chars(first.data() + 9, first.data() + 12, answer.status);
  std::size_t size = first.size();
  for (;;) {
    TRY(const std::string line, take_line(stream, received));
    if (line.empty()) return answer;
    size += line.size();
    if (size > kHeadBytesMax) return broken("its head is too long");
    const std::size_t colon = line.find(':');
    if (colon == std::string::npos) return broken("a header is malformed");
    answer.headers[to_lower_ascii(std::string_view(line).substr(0, colon))] =
        trim(std::string_view(line).substr(colon + 1));
  }
}

Outcome<HttpAnswer> HttpConnection::exchange(std::string_view request) {
  if (!stream_) {
    received_.clear();
    TRY(stream_, Stream::connect(url_, options_));
  }
  CHECKED(stream_->write_all(request, kAnswerMsMax));
  HttpAnswer answer;
  do {
    TRY(answer, read_answer_head(*stream_, received_));
  } while (answer.status / 100 == 1);
  if (answer.headers["transfer-encoding"] == "chunked") {
    TRY(answer.body, take_chunks(*stream_, received_));
  } else if (const std::string& length = answer.headers["content-length"]; !length.empty()) {
    std::size_t size = 0;
    const auto [end, error] = std::from_chars(length.data(), length.data() + length.size(), size);
    if (error != std::errc{} || end != length.data() + length.size()) return broken("a bad length");
    TRY(answer.body, take(*stream_, received_, size));
  } else if (answer.status != 204 && answer.status != 304) {
    answer.headers["connection"] = "close";
    for (bool more = true; more;) {
      TRY(more, fill(*stream_, received_));
      if (received_.size() > kBodyBytesMax) return broken("its answer is too long");
    }
    answer.body = std::move(received_);
  }
  if (to_lower_ascii(answer.headers["connection"]) == "close") stream_.reset();
  has_worked_ = true;
  return answer;
}

Outcome<HttpAnswer> HttpConnection::post(
    std::string_view path, const std::vector<std::pair<std::string, std::string>>& headers,
    std::string_view body) {
  return send("POST", path, headers, body);
}

Outcome<HttpAnswer> HttpConnection::send(
    std::string_view method, std::string_view path,
    const std::vector<std::pair<std::string, std::string>>& headers, std::string_view body) {
  std::string request =
      fmt::format("{} {}{} HTTP/1.1\r\nHost: {}\r\n", method, url_.path, path, url_.authority());
  if (method != "GET") request += fmt::format("Content-Length: {}\r\n", body.size());
  for (const auto& [name, value] : headers) request += fmt::format("{}: {}\r\n", name, value);
  request += "\r\n";
  request += body;
  auto answer = exchange(request);
  if (!answer) stream_.reset();
  return answer;
}

}  // namespace fika::cli
