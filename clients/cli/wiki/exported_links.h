// SPDX-License-Identifier: GPL-3.0-or-later
// Addresses of a page's text on its way out of the wiki and back: /p/ID and /files/ID to the files
// that an export writes. Both ways together change no byte.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "clients/cli/wiki/manifest.h"

namespace fika::cli::wiki {

class ExportedLinks {
 public:
  explicit ExportedLinks(const Manifest& manifest);

  // The text as the file at `path` holds it. What must not be turned back goes to `own_addresses`.
  std::string out(std::string_view text, std::string_view path,
                  std::vector<std::string>& own_addresses) const;
  std::string back(std::string_view text, const ManifestPage& page) const;

 private:
  std::map<std::string, std::string, std::less<>> paths_;      // by /p/ID and /files/ID
  std::map<std::string, std::string, std::less<>> addresses_;  // the other way round
};

// `to` as it is named in a file at `from`, both from the top.
std::string relative_path(std::string_view from, std::string_view to);

}  // namespace fika::cli::wiki
