// SPDX-License-Identifier: GPL-3.0-or-later
// The page that explains the API, at /api and /api/, made from the protos by proto/doc. Everything
// else below /api/ is a call: ask here first.
#pragma once

#include <optional>
#include <span>

#include "server/web/static_files.h"

namespace fika::web {
// From the build, in fika_api_page: /api/index.html and /api/style.css.
std::span<const StaticFile> api_page_files();
}  // namespace fika::web

namespace fika::app {

// The answer if `request` is for the page or its style sheet; nothing for other paths. A call is
// never taken for a file, whatever its method: no service has a name like theirs.
inline std::optional<web::Response> api_page(const web::Request& request) {
  const web::StaticFiles files(web::api_page_files());
  if (request.path != "/api") return files.answer(request);
  web::Request page = request;
  page.path = "/api/";
  return files.answer(page);
}

}  // namespace fika::app
