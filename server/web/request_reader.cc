// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/web/request_reader.h"

#include <algorithm>

#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include "base/check.h"
#include "base/text.h"
#include "server/web/response.h"

namespace fika::web {

namespace http = boost::beast::http;

namespace {

std::string_view view(boost::beast::string_view text) { return {text.data(), text.size()}; }

// A proxy's client may send the whole URL; only what follows the authority names the resource.
std::string_view origin_form(std::string_view target) {
  if (!target.starts_with("http://") && !target.starts_with("https://")) return target;
  const std::size_t slash = target.find('/', target.find("//") + 2);
  return slash == std::string_view::npos ? "/" : target.substr(slash);
}

constexpr std::size_t kUsualHeaders = 20;

bool is_visible_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c > 0x20 && c < 0x7f; });
}

}  // namespace

struct RequestReader::Parser : http::request_parser<http::string_body> {};

RequestReader::RequestReader(std::size_t body_bytes_max)
    : parser_(std::make_unique<Parser>()), body_bytes_max_(body_bytes_max) {
  parser_->header_limit(static_cast<std::uint32_t>(kHeaderBytesMax));
  parser_->body_limit(body_bytes_max);
  parser_->eager(false);
}

RequestReader::~RequestReader() = default;

RequestReader::State RequestReader::refuse(int status, std::string_view code,
                                           std::string_view message) {
  refusal_ = error_response(status, code, message);
  return State::kRefused;
}

RequestReader::State RequestReader::check_header() {
  const auto& message = parser_->get();
  if (message.version() >= 11 && message.count(http::field::host) != 1) {
    return refuse(400, "invalid_argument", "The request needs exactly one Host header.");
  }
  const std::string_view target = origin_form(view(message.target()));
  if (!target.starts_with('/') || !is_visible_ascii(target)) {
    return refuse(400, "invalid_argument",
                  "The request's address must be a path that begins with /.");
  }
  if (parser_->chunked()) {
    if (!boost::beast::iequals(message[http::field::transfer_encoding], "chunked")) {
      return refuse(501, "unimplemented",
                    "The only transfer coding this server takes is \"chunked\".");
    }
    chunks_.emplace(body_bytes_max_);
  }
  return State::kBody;
}

RequestReader::State RequestReader::feed(std::string& bytes) {
  if (refusal_) return State::kRefused;
  std::size_t used = 0;
  if (!parser_->is_header_done()) read_header(bytes, used);
  if (!refusal_ && parser_->is_header_done()) read_body(bytes, used);
  if (refusal_) return State::kRefused;
  bytes.erase(0, used);
  if (!parser_->is_header_done()) return State::kHeader;
  return is_done_ ? State::kDone : State::kBody;
}

void RequestReader::read_header(std::string_view bytes, std::size_t& used) {
  if (!put(bytes, used) || !parser_->is_header_done()) return;
  if (check_header() == State::kRefused) return;
  headers_.reserve(kUsualHeaders);
  for (const auto& field : parser_->get()) {
    headers_.emplace_back(to_lower_ascii(view(field.name_string())),
                          std::string(view(field.value())));
  }
  is_done_ = parser_->is_done();
}

void RequestReader::read_body(std::string_view bytes, std::size_t& used) {
  if (chunks_) {
    switch (chunks_->feed(bytes, used)) {
      case ChunkedBody::State::kMore:
        return;
      case ChunkedBody::State::kDone:
        is_done_ = true;
        return;
      case ChunkedBody::State::kTooLarge:
        refuse_too_large();
        return;
      case ChunkedBody::State::kMalformed:
        refuse_malformed();
        return;
    }
  }
  while (!is_done_ && used < bytes.size()) {
    if (!put(bytes, used)) return;
    is_done_ = parser_->is_done();
  }
}

bool RequestReader::put(std::string_view bytes, std::size_t& used) {
  boost::system::error_code error;
  used += parser_->put(boost::asio::buffer(bytes.data() + used, bytes.size() - used), error);
  if (!error) return true;
  if (error == http::error::need_more) return false;
  if (error == http::error::body_limit) {
    refuse_too_large();
  } else if (error == http::error::header_limit || error == http::error::buffer_overflow) {
    refuse(431, "resource_exhausted",
           "The request's headers are larger than 16 KB; clear this site's cookies and try again.");
  } else {
    refuse_malformed();
  }
  return false;
}

void RequestReader::refuse_too_large() {
  refuse(413, "resource_exhausted", "The request's body is larger than this server takes.");
}

void RequestReader::refuse_malformed() {
  refuse(400, "invalid_argument", "This is not a well-formed HTTP/1.1 request.");
}

bool RequestReader::expects_continue() const {
  const auto& message = parser_->get();
  return message.version() >= 11 &&
         boost::beast::iequals(message[http::field::expect], "100-continue");
}

bool RequestReader::keep_alive() const { return parser_->get().keep_alive(); }

Request RequestReader::take() {
  FIKA_CHECK(is_done_);
  auto message = parser_->release();
  Request request;
  request.method = std::string(view(message.method_string()));
  const std::string_view target = origin_form(view(message.target()));
  const std::size_t mark = target.find('?');
  request.path = std::string(target.substr(0, mark));
  if (mark != std::string_view::npos) request.query = std::string(target.substr(mark + 1));
  request.headers = std::move(headers_);
  request.body = chunks_ ? chunks_->take() : std::move(message.body());
  return request;
}

Response RequestReader::refusal() const {
  FIKA_CHECK(refusal_);
  return *refusal_;
}

}  // namespace fika::web
