// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "server/domain/files/files.h"

namespace fika::domain {
namespace {

constexpr std::string_view kPath = "/files/";
constexpr std::size_t kIdCharacters = 36;

}  // namespace

// Read from the bytes, not from the Markdown: a path that stands in code is held too, which shows
// nobody anything that the text's author could not read.
std::vector<Id> files_in(std::string_view markdown, std::size_t count_max) {
  std::vector<Id> files;
  std::size_t at = markdown.find(kPath);
  while (at != std::string_view::npos && files.size() < count_max) {
    at += kPath.size();
    const auto id = Id::parse(markdown.substr(at, kIdCharacters));
    if (id && std::ranges::find(files, *id) == files.end()) files.push_back(*id);
    at = markdown.find(kPath, at);
  }
  return files;
}

}  // namespace fika::domain
