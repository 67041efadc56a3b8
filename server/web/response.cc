// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/web/response.h"

#include <array>
#include <iterator>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

namespace fika::web {
namespace {

constexpr std::size_t kHeadBytes = 1536;  // most fit, and need no second allocation

std::string_view reason(int status) {
  switch (status) {
    case 101:
      return "Switching Protocols";
    case 200:
      return "OK";
    case 201:
      return "Created";
    case 204:
      return "No Content";
    case 206:
      return "Partial Content";
    case 301:
      return "Moved Permanently";
    case 302:
      return "Found";
    case 303:
      return "See Other";
    case 304:
      return "Not Modified";
    case 307:
      return "Temporary Redirect";
    case 308:
      return "Permanent Redirect";
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 408:
      return "Request Timeout";
    case 409:
      return "Conflict";
    case 412:
      return "Precondition Failed";
    case 413:
      return "Content Too Large";
    case 415:
      return "Unsupported Media Type";
    case 416:
      return "Range Not Satisfiable";
    case 426:
      return "Upgrade Required";
    case 429:
      return "Too Many Requests";
    case 431:
      return "Request Header Fields Too Large";
    case 500:
      return "Internal Server Error";
    case 501:
      return "Not Implemented";
    case 503:
      return "Service Unavailable";
    case 504:
      return "Gateway Timeout";
    default:
      return "Unnamed";
  }
}

std::string quote_json(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      quoted += '\\';
      quoted += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      quoted += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    } else {
      quoted += c;
    }
  }
  quoted += '"';
  return quoted;
}

// RFC 9110's date; strftime would name the days in the process's language.
std::string http_date(std::time_t now) {
  static constexpr std::array<const char*, 7> kDays = {"Sun", "Mon", "Tue", "Wed",
                                                       "Thu", "Fri", "Sat"};
  static constexpr std::array<const char*, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  std::tm utc{};
  ::gmtime_r(&now, &utc);
  return fmt::format("{}, {:02} {} {} {:02}:{:02}:{:02} GMT",
                     kDays.at(static_cast<std::size_t>(utc.tm_wday)), utc.tm_mday,
                     kMonths.at(static_cast<std::size_t>(utc.tm_mon)), utc.tm_year + 1900,
                     utc.tm_hour, utc.tm_min, utc.tm_sec);
}

// The same for all answers of a second.
const std::string& date_of(std::time_t now) {
  thread_local std::time_t written_for = 0;
  thread_local std::string written;
  if (written.empty() || now != written_for) {
    written = http_date(now);
    written_for = now;
  }
  return written;
}

bool is_safe(std::string_view text) {
  // Without an early end, so that it is done many bytes at a time: policies are long.
  bool is_broken = false;
  for (const char c : text) is_broken |= c == '\r' || c == '\n' || c == '\0';
  return !is_broken;
}

void put_line(std::string& head, std::string_view name, std::string_view value) {
  if (!is_safe(name) || !is_safe(value)) {
    spdlog::error("A response header with a line break in it was left out.");
    return;
  }
  head.append(name).append(": ").append(value).append("\r\n");
}

}  // namespace

Response error_response(int status, std::string_view connect_code, std::string_view message) {
  Response response;
  response.status = status;
  response.content_type = "application/json";
  response.headers.emplace_back("cache-control", "no-store");
  response.body =
      fmt::format(R"({{"code":{},"message":{}}})", quote_json(connect_code), quote_json(message));
  return response;
}

Response error_response(const Error& error) {
  const CodeInfo info = code_info(error.code);
  return error_response(info.http_status, info.connect, error.detail);
}

bool has_body(int status) { return status >= 200 && status != 204 && status != 304; }

std::string header_lines(const Response& response) {
  std::string lines;
  for (const auto& [name, value] : response.headers) put_line(lines, name, value);
  return lines;
}

std::string encode_head(const Response& response, bool keep_alive, std::time_t now) {
  std::string head;
  head.reserve(kHeadBytes);
  fmt::format_to(std::back_inserter(head), "HTTP/1.1 {} {}\r\n", response.status,
                 reason(response.status));
  const auto put = [&head](std::string_view name, std::string_view value) {
    put_line(head, name, value);
  };
  put("date", date_of(now));
  if (!response.content_type.empty()) put("content-type", response.content_type);
  if (has_body(response.status)) {
    const std::uint64_t size = response.source        ? response.source->size_bytes()
                               : response.shared_body ? response.shared_body->size()
                                                      : response.body.size();
    put("content-length", std::to_string(size));
  }
  for (const auto& [name, value] : response.headers) put(name, value);
  if (response.shared_lines) head += *response.shared_lines;
  if (response.status != 101) put("connection", keep_alive ? "keep-alive" : "close");
  head += "\r\n";
  return head;
}

}  // namespace fika::web
