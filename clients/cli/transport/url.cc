// SPDX-License-Identifier: GPL-3.0-or-later
#include "clients/cli/transport/url.h"

#include <charconv>

#include "base/text.h"

namespace fika::cli {
namespace {

bool is_host_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
}

bool is_this_machine(std::string_view host) {
  return host == "localhost" || host == "::1" || host.starts_with("127.");
}

Result<std::uint16_t> parse_port(std::string_view text) {
  std::uint16_t port = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
  if (error != std::errc{} || end != text.data() + text.size() || port == 0) {
    return fail(Code::kInvalid, "\"{}\" is not a port number.", text);
  }
  return port;
}

}  // namespace

Result<Url> Url::parse(std::string_view text) {
  text = trim(text);
  Url url;
  bool has_scheme = true;
  if (text.starts_with("https://")) {
    url.is_https = true;
    text.remove_prefix(8);
  } else if (text.starts_with("http://")) {
    text.remove_prefix(7);
  } else if (text.find("://") != std::string_view::npos) {
    return fail(Code::kInvalid, "\"{}\" is not an http or https address.", text);
  } else {
    has_scheme = false;
  }
  const std::size_t slash = text.find('/');
  std::string_view authority = text.substr(0, slash);
  if (slash != std::string_view::npos) {
    url.path = text.substr(slash);
    while (url.path.ends_with('/')) url.path.pop_back();
  }
  for (const char c : url.path) {
    if (c <= ' ' || c == '#' || c == '?' || c == '\x7f') {
      return fail(Code::kInvalid,
                  "Give the server's address only, such as https://fika.example.org");
    }
  }
  std::string_view port;
  if (authority.starts_with('[')) {
    const std::size_t end = authority.find(']');
    if (end == std::string_view::npos) return fail(Code::kInvalid, "The address lacks a \"]\".");
    url.host = to_lower_ascii(authority.substr(1, end - 1));
    authority.remove_prefix(end + 1);
    if (authority.starts_with(':')) port = authority.substr(1);
    if (url.host.find_first_not_of("0123456789abcdef:.") != std::string::npos) {
      return fail(Code::kInvalid, "\"{}\" is not an IPv6 address.", url.host);
    }
  } else {
    const std::size_t colon = authority.find(':');
    url.host = to_lower_ascii(authority.substr(0, colon));
    if (colon != std::string_view::npos) port = authority.substr(colon + 1);
    for (const char c : url.host) {
      if (!is_host_character(c)) {
        return fail(Code::kInvalid, "\"{}\" is not the name of a server.", url.host);
      }
    }
  }
  if (url.host.empty()) return fail(Code::kInvalid, "The address names no server.");
  if (!has_scheme) url.is_https = !is_this_machine(url.host);
  url.port = url.is_https ? 443 : 80;
  if (!port.empty()) {
    TRY(url.port, parse_port(port));
  }
  return url;
}

std::string Url::authority() const {
  std::string text = host.find(':') == std::string::npos ? host : "[" + host + "]";
  if (port != (is_https ? 443 : 80)) text += ":" + std::to_string(port);
  return text;
}

std::string Url::text() const { return (is_https ? "https://" : "http://") + authority() + path; }

}  // namespace fika::cli
