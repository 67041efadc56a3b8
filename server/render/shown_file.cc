// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/render/shown_file.h"

#include <algorithm>

#include <fmt/format.h>

#include "server/render/sheet.h"

namespace fika::render {
namespace {

// What the author wrote, escaped already. A quote in it is a reference, so that what stands in
// quotes here is markup of our own.
struct Written {
  std::string_view title;  // " title=\"...\"" or nothing
  std::string_view alt;
};
Written parts_of(std::string_view html) {
  constexpr std::string_view kTitle = "\" title=\"", kLoading = " loading=\"", kAlt = " alt=\"";
  Written parts;
  const std::size_t loading = html.find(kLoading);
  const std::size_t title = html.find(kTitle);
  if (title < loading) parts.title = html.substr(title + 1, loading - title - 1);
  const std::size_t alt = html.find(kAlt) + kAlt.size();
  parts.alt = html.substr(alt, html.rfind('"') - alt);
  return parts;
}

// A quote is a reference in attributes alone.
std::string as_words(std::string_view attribute) {
  constexpr std::string_view kQuote = "&quot;";
  std::string words(attribute);
  for (std::size_t at = 0; (at = words.find(kQuote, at)) != words.npos; ++at) {
    words.replace(at, kQuote.size(), "\"");
  }
  return words;
}

std::string escaped(std::string_view words) {
  Sheet sheet(6 * words.size() + 1);
  sheet.put_text(words);
  return sheet.take();
}

// As it is shown: no larger than its thumbnail, whose shape it has.
std::string size_of(const ShownFile& file) {
  if (file.width == 0 || file.height == 0) return {};
  std::uint64_t width = file.width, height = file.height;
  const std::uint64_t side = std::max(width, height);
  if (file.has_thumbnail && side > kThumbnailSideMax) {
    width = std::max<std::uint64_t>(1, (width * kThumbnailSideMax + side / 2) / side);
    height = std::max<std::uint64_t>(1, (height * kThumbnailSideMax + side / 2) / side);
  }
  return fmt::format(" width=\"{}\" height=\"{}\"", width, height);
}

std::string picture(const FilePlace& place, const Written& written, const ShownFile& file) {
  std::string img = fmt::format("<img src=\"/files/{}{}\"{}{} loading=\"lazy\" alt=\"{}\">",
                                place.id, file.has_thumbnail ? "?thumbnail" : "", written.title,
                                size_of(file), written.alt);
  if (place.is_in_link) return img;
  return fmt::format("<a href=\"/files/{}\" class=\"picture\">{}</a>", place.id, img);
}

// Nothing of it is fetched before somebody wants it.
std::string player(std::string_view element, const FilePlace& place, const Written& written,
                   const ShownFile& file) {
  const std::string label =
      written.alt.empty() ? std::string() : fmt::format(" aria-label=\"{}\"", written.alt);
  const std::string track =
      file.captions.empty()
          ? std::string()
          : fmt::format("<track kind=\"captions\" src=\"/files/{}\">", file.captions);
  return fmt::format(
      "<{0} src=\"/files/{1}\"{2} controls=\"controls\" preload=\"none\"{3}>{4}</{0}>", element,
      place.id, written.title, label, track);
}

}  // namespace

std::string file_html(const FilePlace& place, const ShownFile& file) {
  const Written written = parts_of(place.written);
  if (file.kind == ShownFile::Kind::kPicture) return picture(place, written, file);
  const bool is_played =
      file.kind == ShownFile::Kind::kSound || file.kind == ShownFile::Kind::kVideo;
  if (is_played && !place.is_in_link) {
    return player(file.kind == ShownFile::Kind::kSound ? "audio" : "video", place, written, file);
  }
  std::string words = written.alt.empty() ? escaped(file.name) : as_words(written.alt);
  if (place.is_in_link) return words;
  return fmt::format("<a href=\"/files/{}\"{} class=\"file\">{}</a>", place.id, written.title,
                     words);
}

}  // namespace fika::render
