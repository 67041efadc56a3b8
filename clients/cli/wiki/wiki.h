// SPDX-License-Identifier: GPL-3.0-or-later
// What the importers of wikis have in common: what they count, and what they hand to the sender.
#pragma once

#include <cstdint>
#include <fika/v1/import_pages.pb.h>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"

namespace fika::cli::wiki {

inline constexpr std::size_t kPageBytesMax = 512 * 1024;
inline constexpr std::size_t kTagsMax = 20, kTagLengthMax = 40, kSummaryLengthMax = 200;
inline constexpr std::size_t kTemplateLengthMax = 80, kFormerTitlesMax = 200;
inline constexpr std::uint64_t kFileBytesMax = 100ULL << 20;
inline constexpr int kDepthMax = 12;

// Whether a line can be a tag: what it would be addressed by must be no folder's own name.
inline bool is_tag(std::string_view line) { return !line.empty() && line != "." && line != ".."; }

// A file that pages name; its id follows from its name and content.
struct WikiFile {
  Id id;
  std::string name;    // as it is shown
  std::string source;  // where its content is read
};

struct WikiCounts {
  std::uint64_t pages = 0;      // that were read
  std::uint64_t folders = 0;    // pages made for folders without a text of their own
  std::uint64_t revisions = 0;  // that were read
  std::uint64_t redirects = 0;
  // Links in the text that lead to another page or file of the same wiki, and those that should.
  std::uint64_t links_resolved = 0, links_unresolved = 0;
  std::uint64_t images = 0, images_unresolved = 0;  // pictures in the text, by use
  std::uint64_t files = 0;                          // that pages name, each once
  // What became nothing, by reason.
  std::map<std::string, std::uint64_t> skipped;
  // What was there besides, by its name: what became of it the reason says.
  std::map<std::string, std::uint64_t> besides;
};

}  // namespace fika::cli::wiki
