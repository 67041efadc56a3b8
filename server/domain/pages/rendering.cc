// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/pages/rendering.h"

#include <map>
#include <set>

#include "base/text.h"
#include "server/content/media_type.h"
#include "server/domain/files/files.h"
#include "server/domain/pages/text.h"
#include "server/domain/pages/titles.h"
#include "server/render/page.h"

namespace fika::domain {
namespace {

constexpr std::string_view kPagePath = "/p/";
// Of all titles together: they stand in one commit twice, beside the text.
constexpr std::size_t kLinkBytesMax = 96 * 1024;

std::optional<Id> page_in(std::string_view path) {
  if (!path.starts_with(kPagePath)) return std::nullopt;
  const auto id = Id::parse(path.substr(kPagePath.size(), 36));
  return id ? std::optional(*id) : std::nullopt;
}

constexpr std::size_t kRenderedBytesMax = std::size_t{32} * 1024 * 1024;

}  // namespace

render::PageCache& rendered_pages() {
  static render::PageCache pages(kRenderedBytesMax);
  return pages;
}

Result<store::v1::StoredLinks> links_in(std::string_view text) {
  TRY(const render::KeptPage kept, rendered_pages().page_of(text));
  const render::RenderedPage& page = *kept;
  store::v1::StoredLinks links;
  std::size_t bytes = 0;
  std::set<std::string> titles;
  for (const render::PageLink& link : page.wikilinks) {
    // What is longer than any title leads nowhere.
    if (utf8_length(link.target) > kPageTitleMax || !titles.insert(folded(link.target)).second) {
      continue;
    }
    bytes += link.target.size();
    if (bytes > kLinkBytesMax || links.titles_size() == kPageLinksMax) break;
    if (!folded(link.target).empty()) links.add_titles(link.target);
  }
  std::set<Id> targets;
  for (const std::string& path : page.paths) {
    const auto target = page_in(path);
    if (target && targets.insert(*target).second) links.add_pages(std::string(target->bytes()));
    if (links.pages_size() == kPageLinksMax) break;
  }
  return links;
}

Result<store::v1::PreparedText> prepared_text(std::string_view text) {
  store::v1::PreparedText prepared;
  TRY(*prepared.mutable_links(), links_in(text));
  TRY(*prepared.mutable_compressed(), compressed(text));
  prepared.set_text_bytes(text.size());
  prepared.set_text_hash(hash_of_text(text));
  for (const Id& file : files_in(text, kFilesOfPageMax)) {
    prepared.add_files(std::string(file.bytes()));
  }
  return prepared;
}

render::PageWords page_words(std::string_view language) {
  if (!to_lower_ascii(language.substr(0, 2)).starts_with("sv")) return {};
  return {.footnotes = "Fotnoter", .back = "Tillbaka till hänvisning", .picture_from = "Bild från"};
}

namespace {

render::ShownFile shown(const v1::File& file) {
  using Kind = render::ShownFile::Kind;
  const std::string& type = file.media_type();
  const bool is_shown = content::is_shown_in_place(type);
  return {.kind = !is_shown                    ? Kind::kOther
                  : type.starts_with("image/") ? Kind::kPicture
                  : type.starts_with("audio/") ? Kind::kSound
                  : type.starts_with("video/") ? Kind::kVideo
                                               : Kind::kOther,
          .name = file.name(),
          .width = file.width(),
          .height = file.height(),
          .has_thumbnail = file.has_thumbnail(),
          .captions = file.captions()};
}

// Those that the view names; it outlives the function.
render::ResolveFile files_of(const v1::PageView& view) {
  std::map<std::string_view, const v1::File*> files;
  for (const v1::File& file : view.files()) files.emplace(file.id(), &file);
  return [files = std::move(files)](const std::string& id) -> std::optional<render::ShownFile> {
    const auto found = files.find(id);
    if (found == files.end()) return std::nullopt;
    return shown(*found->second);
  };
}

}  // namespace

Status render_for(const Query& query, const Place& place, std::string_view text,
                  const std::string& hash, const render::PageWords& words, v1::PageView& view) {
  const auto rendered = rendered_pages().page_of(text, hash);
  if (!rendered && rendered.error().code == Code::kInvalid) return {};
  if (!rendered) return std::unexpected(rendered.error());
  TitleResolver titles(query.reader, query.actor, query.organisation);
  Status status;
  const auto resolve = [&](const render::PageLink& link) -> std::optional<render::LinkTarget> {
    auto page = titles.resolve(place, link.target);
    if (!page) {
      status = std::unexpected(std::move(page).error());
    } else if (*page) {
      return render::LinkTarget{std::string(kPagePath) + (*page)->id(), (*page)->title()};
    }
    return std::nullopt;
  };
  view.set_html(render::with_links(**rendered, resolve, words, files_of(view)));
  CHECKED(status);
  for (const render::Heading& heading : (*rendered)->outline) {
    v1::PageHeading& entry = *view.add_outline();
    entry.set_level(static_cast<std::uint32_t>(heading.level));
    entry.set_text(heading.text);
    entry.set_anchor(heading.id);
  }
  return {};
}

}  // namespace fika::domain
