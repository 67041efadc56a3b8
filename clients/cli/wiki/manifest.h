// SPDX-License-Identifier: GPL-3.0-or-later
// wiki.json of an exported wiki.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace fika::cli::wiki {

inline constexpr std::string_view kManifestName = "wiki.json";

struct ManifestPlace {
  std::string id;  // of the community; empty: the organisation
  std::string name, folder;
  std::string openness;  // open, on-request or private
};
struct ManifestPage {
  std::string id, parent, place;  // ids
  std::string path, title, language;
  std::vector<std::string> tags;
  std::int64_t created_at_ms = 0, revised_at_ms = 0;
  std::uint64_t revision = 0;
  // Addresses in the text that look like those the export makes, and are the author's own.
  std::vector<std::string> own_addresses;
};
struct ManifestFile {
  std::string id, path, name, media_type;
};
struct Manifest {
  std::string organisation;
  std::vector<ManifestPlace> places;
  std::vector<ManifestPage> pages;  // each behind its parent
  std::vector<ManifestFile> files;
};

std::string to_json(const Manifest& manifest);
// kInvalid when it is none, or of a later version.
Result<Manifest> read_manifest(std::string_view json);

}  // namespace fika::cli::wiki
