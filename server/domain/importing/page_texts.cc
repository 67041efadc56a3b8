// SPDX-License-Identifier: GPL-3.0-or-later
// The texts of imported pages, made ready before the writer's queue.
#include <algorithm>
#include <fika/store/v1/import_pages.pb.h>

#include "server/domain/importing/handlers.h"
#include "server/domain/pages/rendering.h"
#include "server/domain/pages/revisions.h"
#include "server/domain/pages/text.h"
#include "server/domain/passages/passages.h"

namespace fika::domain {
namespace {

// What the last import said of a page whose importer knows no history.
Result<std::string> last_hash(const storage::Reader& reader, const Id& page,
                              std::uint64_t revisions) {
  TRY(const auto stored, find_revision(reader, page, revisions));
  return stored ? stored->text_hash() : std::string();
}

Status prepare_page(const Query& query, const v1::ImportedPage& page,
                    store::v1::PreparedImport& prepared) {
  TRY(const Id id, Id::parse(page.id(), "The page's id"));
  TRY(const auto came, imported_revisions(query.reader, id));
  for (int i = 0; i < page.revisions_size(); ++i) {
    store::v1::PreparedText& text = *prepared.add_texts();
    const std::uint64_t number = page.first_revision() + static_cast<std::uint64_t>(i);
    if (page.first_revision() != 0 && came && number <= *came) continue;
    TRY(const std::string markdown, checked_page_text(page.revisions(i).text()));
    text.set_text_hash(hash_of_text(markdown));
    if (page.first_revision() == 0 && came) {
      TRY(const std::string before, last_hash(query.reader, id, *came));
      if (before == text.text_hash()) continue;
    }
    TRY(*text.mutable_compressed(), compressed(markdown));
    text.set_text_bytes(markdown.size());
    if (i + 1 != page.revisions_size()) continue;
    // One that is more than the renderer takes is shown as it stands, and leads nowhere.
    auto links = links_in(markdown);
    if (!links && links.error().code != Code::kInvalid) return std::unexpected(links.error());
    if (links) *text.mutable_links() = *std::move(links);
    TRY(const auto present, page_text(query.reader, id));
    if (present) CHECKED(place_passages(query.reader, id, *present, markdown, text));
  }
  return {};
}

}  // namespace

Result<std::string> prepare_pages(const Query& query, const v1::ImportPagesRequest& request) {
  CHECKED(check_page_counts(request));
  store::v1::PreparedImport prepared;
  for (const v1::ImportedPage& page : request.pages()) {
    const auto done = prepare_page(query, page, prepared);
    if (!done) {
      return fail(done.error().code, "Page \"{}\": {}", page.title(), done.error().detail);
    }
  }
  return prepared.SerializeAsString();
}

}  // namespace fika::domain
