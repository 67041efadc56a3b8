// SPDX-License-Identifier: GPL-3.0-or-later
// Files that live inside the binary, precompressed, and the HTTP of handing them out. The tables
// are made at build time (cmake/embed_files.cmake) and last as long as the program. Any thread.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string_view>

#include "server/web/server.h"

namespace fika::web {

struct StaticFile {
  std::string_view path;  // "/index.html"
  std::string_view content_type;
  std::string_view tag;  // of the identity bytes, without quotes
  bool is_immutable;     // lies under /assets/, where a changed file gets a new name
  std::string_view identity;
  std::string_view gzip;  // empty if packing does not pay
};

// The landing page, /landing.html, and what goes with it, from server/web/static.
std::span<const StaticFile> landing_files();
// The web app, from clients/web; empty in a server built without it. In fika_web_app.
std::span<const StaticFile> app_files();

class StaticFiles {
 public:
  // Both outlive this. With an `app`, its page answers for every place inside it ("/threads/ID"),
  // which it then reads from the address by itself; without one "/" is the landing page.
  explicit StaticFiles(std::span<const StaticFile> files, std::span<const StaticFile> app = {})
      : files_(files), app_(app) {}

  // The answer to a GET or HEAD of one of the files; a path that ends in / means its index.html.
  // 304 if the client has it already. Nothing for other paths, 405 for other methods.
  std::optional<Response> answer(const Request& request) const;

 private:
  const StaticFile* find(std::string_view path) const;

  const std::span<const StaticFile> files_;
  const std::span<const StaticFile> app_;
};

// Whether an Accept-Encoding takes gzip.
bool accepts_gzip(std::string_view accept_encoding);

// Whether a path names a place inside the web app rather than a file or a call.
bool is_app_place(std::string_view path);

}  // namespace fika::web
