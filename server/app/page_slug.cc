// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app/page_slug.h"

#include <algorithm>
#include <array>

#include "server/render/page.h"
#include "server/render/target.h"

namespace fika::app {
namespace {

constexpr std::string_view kPages = "/p/";
constexpr std::size_t kSlugBytesMax = 80;
// What the web app shows of a page at /p/ID/WORD.
constexpr std::array<std::string_view, 12> kPageViews = {
    "edit",     "history", "compare",   "blame", "talk",  "move",
    "conflict", "files",   "backlinks", "print", "trash", "translate"};

bool is_view(std::string_view word) {
  return std::ranges::find(kPageViews, word) != kPageViews.end();
}

// Whole code points, and whole words where there are several.
std::string_view shortened(std::string_view words) {
  if (words.size() <= kSlugBytesMax) return words;
  std::size_t size = kSlugBytesMax;
  while (size > 0 && (static_cast<unsigned char>(words[size]) & 0xc0) == 0x80) --size;
  if (const std::size_t dash = words.rfind('-', size); dash != words.npos && dash > 0) size = dash;
  return words.substr(0, size);
}

}  // namespace

std::string slug_of(std::string_view title) {
  const std::string id = render::heading_id(title);  // "h-" and the words
  if (id.size() <= 2) return {};
  std::string slug(shortened(std::string_view(id).substr(2)));
  if (is_view(slug)) slug += '-';
  return render::percent_encoded(slug);
}

std::string page_path(std::string_view id, std::string_view title) {
  std::string path(kPages);
  path += id;
  const std::string slug = slug_of(title);
  if (!slug.empty()) path.append("/").append(slug);
  return path;
}

std::optional<PageAddress> page_address(std::string_view path) {
  if (!path.starts_with(kPages)) return std::nullopt;
  path.remove_prefix(kPages.size());
  const std::size_t slash = path.find('/');
  if (slash == path.npos) return PageAddress{path, {}};
  const std::string_view slug = path.substr(slash + 1);
  if (slug.contains('/') || is_view(slug)) return std::nullopt;
  return PageAddress{path.substr(0, slash), slug};
}

}  // namespace fika::app
