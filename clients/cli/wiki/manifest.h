// SPDX-License-Identifier: GPL-3.0-or-later
// wiki.json of an exported wiki: all that does not stand in the pages' own files. Nothing in it
// depends on where the wiki is, so that a wiki which was imported elsewhere is exported the same;
// origin.json (origin.h) says who the people are that it numbers.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace fika::cli::wiki {

inline constexpr std::string_view kManifestName = "wiki.json";

struct ManifestPlace {
  std::string folder;
  std::string name;      // of the community; empty: the organisation
  std::string openness;  // open, on-request or private
};
struct ManifestPage {
  std::string id, parent;
  std::string place;  // its folder
  std::string path, title, language;
  std::vector<std::string> tags;
  std::string template_name;
  std::size_t owner = 0;  // a person's number; 0: nobody
  // As titles are compared, besides those in the history.
  std::vector<std::string> former_titles;
  std::string translation_of;  // a page's id
  std::uint64_t translated_revision = 0;
  std::int64_t created_at_ms = 0;
  std::uint64_t revision = 0;
  // Addresses in the text that look like those the export makes, and are the author's own.
  std::vector<std::string> own_addresses;
};
struct ManifestFile {
  std::string id, path, name, media_type;
  std::string captions;  // a file's id
};
struct Manifest {
  std::vector<ManifestPlace> places;
  std::vector<ManifestPage> pages;  // each behind its parent
  std::vector<ManifestFile> files;
};

std::string to_json(const Manifest& manifest);
// kInvalid when it is none, or of another version.
Result<Manifest> read_manifest(std::string_view json);

}  // namespace fika::cli::wiki
