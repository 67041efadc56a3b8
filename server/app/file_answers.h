// SPDX-License-Identifier: GPL-3.0-or-later
// The answer that carries a file's bytes: with its range, and with what keeps a browser from
// running anything that is in them.
#pragma once

#include <string>

#include "server/rpc/pool.h"
#include "server/web/server.h"
#include "storage/blobs.h"

namespace fika::app {

struct ServedFile {
  std::string blob;
  std::string media_type;
  std::string name;
  bool is_download = false;
};

// 200, 206, 304 or 416; 404 if the blob is not there. `pool` outlives the answer.
web::Response file_answer(const web::Request& request, const ServedFile& file,
                          const storage::Blobs& blobs, rpc::Pool& pool);

// For a browser to save it under: "attachment; filename=..." in RFC 6266's two forms.
std::string disposition(std::string_view kind, std::string_view name);

}  // namespace fika::app
