// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/pages/documents.h"

#include <fika/v1/pages.pb.h>

#include "server/domain/document_text.h"
#include "server/domain/files/documents.h"
#include "server/domain/files/files.h"
#include "server/domain/pages/pages.h"
#include "server/domain/pages/rows.h"
#include "server/domain/search/helpful.h"

namespace fika::domain {
namespace {

// Of a translation: its original has been revised since.
Result<bool> is_behind(const storage::Reader& reader, const v1::Page& page) {
  if (page.translation_of().empty()) return false;
  TRY(const Id id, Id::parse(page.translation_of()));
  TRY(const auto original, storage::find<v1::Page>(reader, id));
  return original && original->revision() > page.translated_revision();
}

// All that the sections have alike.
Result<search::Document> whole(const storage::Reader& reader, const v1::Page& page) {
  search::Document document;
  document.kind = search::Kind::kPage;
  TRY(document.id, Id::parse(page.id()));
  document.root = document.id;
  document.community = Id::parse(page.community()).value_or(Id());
  // Whoever keeps a page true stands for it.
  document.author = Id::parse(page.owner().empty() ? page.author() : page.owner()).value_or(Id());
  document.time_ms = page.revised_at_ms();
  document.language = page.language();
  document.tags.assign(page.tags().begin(), page.tags().end());
  document.title = page.title();
  if (page.imported()) document.states.push_back(search::State::kImported);
  if (page.template_name() == kLessonTemplate) document.states.push_back(search::State::kLesson);
  TRY(const bool is_stale, is_behind(reader, page));
  if (is_stale) document.states.push_back(search::State::kStale);
  // Who links to it is looked up when the page itself changes: a link elsewhere is no reason to
  // take a whole page in again.
  Voices voices;
  TRY(voices.helped, helped_others(reader, document.id, document.author));
  TRY(const std::size_t by_path, count_voices(reader, kLinksToPage, document.id.bytes()));
  const std::string title = storage::KeyWriter().text_part(folded(page.title())).take();
  TRY(const std::size_t by_title, count_voices(reader, kLinksToTitle, title));
  voices.linked = by_path + by_title;
  document.authority = authority_of(voices);
  return document;
}

Status build(const storage::Reader& reader, const v1::Page& page,
             std::vector<search::Document>& out) {
  if (page.trashed_at_ms() != 0) return {};
  TRY(search::Document document, whole(reader, page));
  TRY(const auto scope, storage::filed_scope_of(reader, document.root));
  if (!scope) return {};
  document.scope = *scope;
  TRY(const auto text, page_text(reader, document.id));
  for (render::PlainSection& section : render::plain_page(text.value_or(std::string()))) {
    search::Document& part = out.emplace_back(document);
    part.anchor = std::move(section.anchor);
    part.heading = std::move(section.heading);
    put_text(part, std::move(section.body));
  }
  TRY(const auto files,
      files_held(reader, document.id, files_in(text.value_or(std::string()), kFilesOfPageMax)));
  return add_file_documents(reader, document, files, out);
}

// Translations say whether they are behind.
Status dependents(const storage::Reader& reader, const search::EntityName& changed,
                  std::vector<search::EntityName>& out) {
  const storage::Range range{.prefix = std::string(changed.root.bytes()), .bound = {}};
  return storage::scan_index(
      reader, kPageTranslations, range, [&](std::string_view key, std::string_view) {
        storage::KeyReader parts(key);
        parts.id();
        out.push_back({storage::entity_type<v1::Page>().kind(), parts.id(), std::string()});
        return true;
      });
}

}  // namespace

std::vector<search::DocumentRow> page_documents() {
  search::DocumentRow row = search::documents_of<v1::Page, &build>();
  row.dependents = &dependents;
  return {row};
}

}  // namespace fika::domain
