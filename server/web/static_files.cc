// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/web/static_files.h"

#include <algorithm>
#include <string>

#include <fmt/format.h>

#include "base/text.h"
#include "server/web/response.h"

namespace fika::web {
namespace {

// Calls `visit` for each item of a list with commas; stops when it answers true.
template <class Visit>
bool any_item(std::string_view list, Visit visit) {
  while (true) {
    const std::size_t comma = list.find(',');
    if (visit(trim(list.substr(0, comma)))) return true;
    if (comma == std::string_view::npos) return false;
    list.remove_prefix(comma + 1);
  }
}

// "q=0", "q=0.0" and so on mean never.
bool is_refused(std::string_view parameters) {
  const std::size_t equals = parameters.find("q=");
  if (equals == std::string_view::npos) return false;
  const std::string_view weight = trim(parameters.substr(equals + 2));
  return !weight.empty() && weight.find_first_not_of("0.") == std::string_view::npos;
}

bool has_tag(std::string_view if_none_match, std::string_view quoted_tag) {
  return any_item(if_none_match, [quoted_tag](std::string_view tag) {
    if (tag.starts_with("W/")) tag.remove_prefix(2);
    return tag == "*" || tag == quoted_tag;
  });
}

}  // namespace

bool accepts_gzip(std::string_view accept_encoding) {
  return any_item(accept_encoding, [](std::string_view item) {
    const std::size_t semicolon = item.find(';');
    const std::string name = to_lower_ascii(trim(item.substr(0, semicolon)));
    if (name != "gzip" && name != "*") return false;
    return semicolon == std::string_view::npos || !is_refused(item.substr(semicolon));
  });
}

bool is_app_place(std::string_view path) {
  if (!path.starts_with('/')) return false;
  const std::string_view first = path.substr(1, path.find('/', 1) - 1);
  if (first == "api" || first == "assets" || first == "sync") return false;
  return path.find('.', path.rfind('/')) == std::string_view::npos;
}

const StaticFile* StaticFiles::find(std::string_view path) const {
  const auto among = [](std::span<const StaticFile> files, std::string_view wanted) {
    const auto found = std::find_if(files.begin(), files.end(), [wanted](const StaticFile& file) {
      return file.path == wanted;
    });
    return found == files.end() ? nullptr : &*found;
  };
  std::string wanted(path);
  if (path.ends_with('/')) wanted += "index.html";
  if (const StaticFile* const file = among(app_, wanted)) return file;
  if (const StaticFile* const file = among(files_, wanted)) return file;
  if (!app_.empty() && is_app_place(path)) return among(app_, "/index.html");
  return path == "/" ? among(files_, "/landing.html") : nullptr;
}

std::optional<Response> StaticFiles::answer(const Request& request) const {
  const StaticFile* const file = find(request.path);
  if (file == nullptr) return std::nullopt;
  if (request.method != "GET" && request.method != "HEAD") {
    Response refusal = error_response(405, "unimplemented", "This page can only be read.");
    refusal.headers.emplace_back("allow", "GET, HEAD");
    return refusal;
  }
  const bool is_packed = !file->gzip.empty() && accepts_gzip(request.header("accept-encoding"));
  // Two representations need two tags, or a cache could mix their pieces.
  const std::string tag = fmt::format("\"{}{}\"", file->tag, is_packed ? "-gz" : "");
  Response response;
  response.headers.emplace_back("etag", tag);
  response.headers.emplace_back(
      "cache-control", file->is_immutable ? "public, max-age=31536000, immutable" : "no-cache");
  if (!file->gzip.empty()) response.headers.emplace_back("vary", "accept-encoding");
  if (has_tag(request.header("if-none-match"), tag)) {
    response.status = 304;
    return response;
  }
  response.content_type = file->content_type;
  if (is_packed) response.headers.emplace_back("content-encoding", "gzip");
  response.body = is_packed ? file->gzip : file->identity;
  return response;
}

}  // namespace fika::web
