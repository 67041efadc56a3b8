// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/open_search.h"

#include <string>

#include <fmt/format.h>

namespace fika::app {
namespace {

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

}  // namespace

// The organisation's name is for those who have signed in, and anybody may ask for this.
web::Response open_search(const web::Request& request) {
  const std::string origin =
      escaped(fmt::format("{}://{}", request.is_tls ? "https" : "http", request.header("host")));
  web::Response response;
  response.content_type = "application/opensearchdescription+xml";
  response.headers.emplace_back("Cache-Control", "no-cache");
  response.body = fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n"
      "<ShortName>Fika</ShortName>\n"
      "<Description>Fika</Description>\n"
      "<InputEncoding>UTF-8</InputEncoding>\n"
      "<Image width=\"192\" height=\"192\" type=\"image/png\">{0}/icon-192.png</Image>\n"
      "<Url type=\"text/html\" template=\"{0}/search?q={{searchTerms}}\"/>\n"
      "</OpenSearchDescription>\n",
      origin);
  return response;
}

}  // namespace fika::app
