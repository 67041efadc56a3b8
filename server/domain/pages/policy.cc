// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/domain/pages/documents.h"
#include "server/domain/pages/handlers.h"

namespace fika::domain {
namespace {

// A save without a text has nothing to bring together.
bool has_text(const v1::SavePageRequest& request) { return request.has_text(); }

}  // namespace

Capability pages() {
  // Members of the page's place: of its community, or of the organisation.
  constexpr Policy kWriters{
      .caller = Caller::kGuest, .relation = Relation::kMember, .root_field = "page"};
  constexpr Policy kReaders{
      .caller = Caller::kGuest, .relation = Relation::kSees, .root_field = "page"};
  // A place may be the organisation's, which no field names; the handler asks for it.
  constexpr Policy kAnyPlace{.caller = Caller::kGuest};
  return {
      .service = "fika.v1.PageService",
      .methods =
          {
              prepared_command<&create_page, &prepare_create>("CreatePage", kAnyPlace),
              if_needed<&has_text>(
                  prepared_command<&save_page, &prepare_save>("SavePage", kWriters)),
              command<&move_page>("MovePage", kWriters),
              command<&trash_page>("TrashPage", kWriters),
              command<&restore_page>("RestorePage", kWriters),
              prepared_command<&restore_revision, &prepare_restore>("RestoreRevision", kWriters),
              scan<&get_page>("GetPage", kReaders),
              scan<&preview_page>("PreviewPage", kAnyPlace),
              scan<&list_pages>("ListPages", kAnyPlace),
              scan<&list_revisions>("ListRevisions", kReaders),
              scan<&get_revision>("GetRevision", kReaders),
              scan<&compare_page>("ComparePage", kReaders),
              scan<&blame_page>("BlamePage", kReaders),
              scan<&list_backlinks>("ListBacklinks", kReaders),
              scan<&list_pages_from>(
                  "ListPagesFrom",
                  {.caller = Caller::kGuest, .relation = Relation::kSees, .root_field = "root"}),
              scan<&list_discussions>("ListDiscussions", kReaders),
              scan<&list_wanted_pages>("ListWantedPages", kAnyPlace),
              scan<&list_recent_changes>("ListRecentChanges", kAnyPlace),
              scan<&list_trash>("ListTrash", kAnyPlace),
              scan<&list_tags>("ListTags", kAnyPlace),
              scan<&list_pages_by_tag>("ListPagesByTag", kAnyPlace),
              scan<&resolve_page>("ResolvePage", kAnyPlace),
          },
      .due = {{std::string(kEmptyTrash), &empty_trash}, {std::string(kEraseBelow), &erase_below}},
      .check = &check_pages,
      .documents = page_documents(),
  };
}

}  // namespace fika::domain
