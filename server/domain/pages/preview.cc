// SPDX-License-Identifier: GPL-3.0-or-later
// What a text will look like as a page, for whoever writes it.
#include "server/domain/files/files.h"
#include "server/domain/pages/handlers.h"
#include "server/domain/pages/places.h"
#include "server/domain/pages/rendering.h"
#include "server/domain/pages/revisions.h"
#include "server/domain/pages/text.h"

namespace fika::domain {
namespace {

// Each is looked up with its holders; those behind are drawn as links.
constexpr std::size_t kFilesInPreviewMax = 100;

}  // namespace

Result<v1::PagePreview> preview_page(const Query& query, const v1::PreviewPageRequest& request) {
  TRY(const Place place, visible_place(query, request.community()));
  TRY(const std::string text, checked_page_text(request.text()));
  TRY(const auto settings, storage::find<v1::PersonSettings>(query.reader, query.actor.person));
  v1::PageView view;
  for (const Id& id : files_in(text, kFilesInPreviewMax)) {
    auto file = readable_file(query.reader, query.actor, id);
    if (file) {
      *view.add_files() = std::move(*file->mutable_file());
    } else if (file.error().code != Code::kNotFound) {
      return std::unexpected(std::move(file).error());
    }
  }
  CHECKED(render_for(query, place, text, hash_of_text(text),
                     page_words(settings ? settings->interface_language() : ""), view));
  v1::PagePreview preview;
  preview.set_html(std::move(*view.mutable_html()));
  *preview.mutable_outline() = std::move(*view.mutable_outline());
  return preview;
}

}  // namespace fika::domain
