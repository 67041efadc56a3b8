// SPDX-License-Identifier: GPL-3.0-or-later
// Links under which a file's bytes are served: /f/TOKEN/name. They stand for one sign-in or API
// token and one file for an hour or two, so that the path needs no cookie and what a file may do in
// a browser reaches nobody's sign-in. Whether the sign-in still stands and its person may read the
// file is asked anew all the same.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/id.h"

namespace fika::app {

struct FileLink {
  // 32 bytes, of what the person signed in with. A hash of so much chance may be seen: nobody comes
  // from it to the secret.
  std::string secret_hash;
  Id file;
  bool is_download = false;
  bool is_thumbnail = false;
  std::int64_t expires_at_ms = 0;
};

class FileLinks {
 public:
  // With a secret of its own: a link does not outlive the process, and /files/ID makes another.
  FileLinks();

  // The link's token; the same for an hour, so that browsers find what they have kept.
  std::string token(FileLink link, std::int64_t now_ms) const;
  // Nothing for a token that is not ours, or past its time.
  std::optional<FileLink> read(std::string_view token, std::int64_t now_ms) const;

 private:
  std::string seal(std::string_view bytes) const;

  std::string secret_;
};

}  // namespace fika::app
