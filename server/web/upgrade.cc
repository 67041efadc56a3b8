// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/web/upgrade.h"

#include <array>

#include <openssl/evp.h>
#include <openssl/sha.h>

#include "base/text.h"
#include "server/web/response.h"

namespace fika::web {
namespace {

// Headers that hold lists may come as several lines, or as one with commas.
bool has_token(const Request& request, std::string_view name, std::string_view lower_case_token) {
  for (const auto& [header_name, value] : request.headers) {
    if (header_name != name) continue;
    std::string_view rest = value;
    while (true) {
      const std::size_t comma = rest.find(',');
      if (to_lower_ascii(trim(rest.substr(0, comma))) == lower_case_token) return true;
      if (comma == std::string_view::npos) break;
      rest.remove_prefix(comma + 1);
    }
  }
  return false;
}

// 16 bytes in base64: 21 free characters, one of which only two bits count, and two of padding.
bool is_key(std::string_view key) {
  if (key.size() != 24 || !key.ends_with("==")) return false;
  std::array<unsigned char, 18> bytes{};
  return EVP_DecodeBlock(bytes.data(), reinterpret_cast<const unsigned char*>(key.data()), 24) ==
         18;
}

}  // namespace

bool is_upgrade(const Request& request) {
  return request.method == "GET" && has_token(request, "upgrade", "websocket");
}

std::string accept_key(std::string_view key) {
  const std::string text = std::string(key) + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  std::array<unsigned char, SHA_DIGEST_LENGTH> digest{};
  SHA1(reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest.data());
  std::array<unsigned char, 29> encoded{};
  const int size = EVP_EncodeBlock(encoded.data(), digest.data(), static_cast<int>(digest.size()));
  return {encoded.begin(), encoded.begin() + size};
}

std::expected<Response, Response> accept_upgrade(const Request& request) {
  if (request.header("sec-websocket-version") != "13") {
    Response response =
        error_response(426, "invalid_argument", "This server speaks version 13 of WebSocket.");
    response.headers.emplace_back("sec-websocket-version", "13");
    response.headers.emplace_back("upgrade", "websocket");
    return std::unexpected(std::move(response));
  }
  const std::string_view key = request.header("sec-websocket-key");
  if (!has_token(request, "connection", "upgrade") || !is_key(key) || !request.body.empty()) {
    return std::unexpected(error_response(400, "invalid_argument",
                                          "A WebSocket request needs Connection: Upgrade, a "
                                          "Sec-WebSocket-Key of 16 bytes, and no body."));
  }
  Response response;
  response.status = 101;
  response.headers.emplace_back("connection", "Upgrade");
  response.headers.emplace_back("upgrade", "websocket");
  response.headers.emplace_back("sec-websocket-accept", accept_key(key));
  return response;
}

}  // namespace fika::web
