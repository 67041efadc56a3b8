// SPDX-License-Identifier: GPL-3.0-or-later
// A page as it is shown, and the tree.
#include "server/domain/files/files.h"
#include "server/domain/pages/handlers.h"
#include "server/domain/pages/listing.h"
#include "server/domain/pages/rendering.h"
#include "server/domain/pages/revisions.h"
#include "server/domain/pages/titles.h"
#include "server/domain/pages/tree.h"

namespace fika::domain {
namespace {

// Translations of one page that are shown with it.
constexpr std::size_t kTranslationsMax = 50;
constexpr int kContributorsShownMax = 50;

// The page, if the reader sees it and it is not in the trash.
Result<std::optional<v1::Page>> shown_page(const Query& query, const Id& id) {
  TRY(const Relation relation, relation_to(query.reader, query.actor, id));
  if (relation < Relation::kSees) return std::optional<v1::Page>();
  TRY(auto page, storage::find<v1::Page>(query.reader, id));
  if (!page) return page;
  TRY(const bool is_gone, is_in_trash(query.reader, *page));
  return is_gone ? std::optional<v1::Page>() : page;
}

Status add_contributors(const Query& query, const Id& id, v1::PageView& view) {
  const storage::Range range{.prefix = std::string(id.bytes()), .bound = {}};
  return storage::scan_index(query.reader, kContributors, range,
                             [&](std::string_view key, std::string_view) {
                               storage::KeyReader parts(key);
                               parts.id();
                               view.add_contributors(parts.id().text());
                               return view.contributors_size() < kContributorsShownMax;
                             });
}

Status add_talk(const Query& query, const Id& id, v1::PageView& view) {
  TRY(auto head, storage::find<v1::Head>(query.reader, id));
  if (!head) return {};
  *view.mutable_talk() = *std::move(head);
  TRY(auto marker, storage::find<v1::ReadMarker>(query.reader, query.actor.person, {id}));
  if (marker) *view.mutable_talk_read() = *std::move(marker);
  return {};
}

Status add_former_titles(const Query& query, const Id& id, const Place& place, v1::PageView& view) {
  const std::string present = folded(view.page().title());
  const storage::Range range{.prefix = storage::KeyWriter().id(id).scope(place).take(),
                             .bound = {}};
  return storage::scan_index(query.reader, kTitlesOfPage, range,
                             [&](std::string_view key, std::string_view) {
                               const std::string_view title = key.substr(range.prefix.size());
                               if (title != present) view.add_former_titles(std::string(title));
                               return true;
                             });
}

// A thread or message that the reader may not see is not even told to be there.
Status leave_out_unseen_sources(const Query& query, v1::Page& page) {
  std::vector<std::string> seen;
  for (const std::string& source : page.sources()) {
    TRY(const Id id, Id::parse(source));
    TRY(const auto root, root_of(query.reader, id));
    if (!root) continue;
    TRY(const Relation relation, relation_to(query.reader, query.actor, *root));
    if (relation >= Relation::kSees) seen.push_back(source);
  }
  page.mutable_sources()->Assign(seen.begin(), seen.end());
  return {};
}

Status add_translations(const Query& query, const Id& id, v1::PageView& view) {
  const v1::Page& page = view.page();
  if (!page.translation_of().empty()) {
    TRY(const Id original_id, Id::parse(page.translation_of()));
    TRY(auto original, shown_page(query, original_id));
    if (original) {
      view.mutable_original()->set_is_behind(original->revision() > page.translated_revision());
      *view.mutable_original()->mutable_page() = *std::move(original);
    }
  }
  std::vector<Id> translations;
  const storage::Range range{.prefix = std::string(id.bytes()), .bound = {}};
  CHECKED(storage::scan_index(query.reader, kPageTranslations, range,
                              [&](std::string_view key, std::string_view) {
                                storage::KeyReader parts(key);
                                parts.id();
                                translations.push_back(parts.id());
                                return translations.size() < kTranslationsMax;
                              }));
  for (const Id& translation : translations) {
    TRY(auto other, shown_page(query, translation));
    if (!other) continue;
    v1::PageTranslation& entry = *view.add_translations();
    entry.set_is_behind(page.revision() > other->translated_revision());
    *entry.mutable_page() = *std::move(other);
  }
  return {};
}

}  // namespace

Result<v1::PageView> get_page(const Query& query, const v1::GetPageRequest& request) {
  TRY(const auto settings, storage::find<v1::PersonSettings>(query.reader, query.actor.person));
  return view_of_page(query, request, page_words(settings ? settings->interface_language() : ""));
}

Result<v1::PageView> view_of_page(const Query& query, const v1::GetPageRequest& request,
                                  const render::PageWords& words) {
  v1::PageView view;
  TRY(*view.mutable_page(), named_page(query.reader, request.page()));
  const v1::Page& page = view.page();
  TRY(const Id id, Id::parse(page.id()));
  TRY(const Place place, place_of_page(query.reader, page));
  TRY(auto stored, named_revision(query.reader, id, request.revision(), page.revision()));
  TRY(*view.mutable_text(), text_of(query.reader, id, stored));
  TRY(const auto files, files_held(query.reader, id, files_in(view.text(), kFilesOfPageMax)));
  view.mutable_files()->Assign(files.begin(), files.end());
  CHECKED(render_for(query, place, view.text(), stored.text_hash(), words, view));
  *view.mutable_revision() = std::move(*stored.mutable_revision());
  TRY(const auto above, ancestors_of(query.reader, page));
  for (auto step = above.rbegin(); step != above.rend(); ++step) {
    v1::PageStep& crumb = *view.add_breadcrumbs();
    crumb.set_id(step->id());
    crumb.set_title(step->title());
  }
  TRY(const bool is_parent, has_children(query.reader, place, id));
  view.set_has_children(is_parent);
  TRY(const bool is_gone, is_in_trash(query.reader, page));
  view.set_in_trash(is_gone);
  view.set_may_write(check_may_write(query.reader, query.actor, place).has_value());
  CHECKED(add_contributors(query, id, view));
  CHECKED(add_talk(query, id, view));
  CHECKED(add_translations(query, id, view));
  if (request.with_former_titles()) CHECKED(add_former_titles(query, id, place, view));
  CHECKED(leave_out_unseen_sources(query, *view.mutable_page()));
  return view;
}

Result<v1::ListPagesReply> list_pages(const Query& query, const v1::ListPagesRequest& request) {
  TRY(const std::uint32_t limit, checked_limit(request.limit(), kTreeListDefault, kTreeListMax));
  TRY(const std::string after, tail_in(request.page()));
  Place place;
  Id parent;
  if (request.parent().empty()) {
    TRY(place, visible_place(query, request.community()));
  } else {
    TRY(const v1::Page page, named_page(query.reader, request.parent()));
    TRY(parent, Id::parse(page.id()));
    TRY(place, place_of_page(query.reader, page));
    TRY(const Relation relation, relation_to_scope(query.reader, query.actor, place));
    const bool is_elsewhere =
        !request.community().empty() && request.community() != page.community();
    if (relation < Relation::kSees || is_elsewhere) {
      return fail(Code::kNotFound, "There is no such page, or you may not see it.");
    }
  }
  TRY(const Children children, children_of(query.reader, place, parent, after, limit));
  v1::ListPagesReply reply;
  for (const Id& child : children.pages) {
    v1::PageNode& node = *reply.add_pages();
    TRY(*node.mutable_page(), named_page(query.reader, child.text()));
    TRY(const bool is_parent, has_children(query.reader, place, child));
    node.set_has_children(is_parent);
  }
  reply.set_next_page(token_of(children.next));
  return reply;
}

Result<v1::Page> resolve_page(const Query& query, const v1::ResolvePageRequest& request) {
  // Guests have no place of the organisation, and all the same a link there leads somewhere.
  TRY(const Place place, request.community().empty()
                             ? named_place(query.reader, query.organisation, {})
                             : visible_place(query, request.community()));
  TitleResolver titles(query.reader, query.actor, query.organisation);
  TRY(auto page, titles.resolve(place, request.title()));
  if (!page) return fail(Code::kNotFound, "No page that you may see has this title.");
  return *std::move(page);
}

}  // namespace fika::domain
