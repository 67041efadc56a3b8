// SPDX-License-Identifier: GPL-3.0-or-later
// The methods of PageService, as policy.cc lists them, and what falls due.
#pragma once

#include <fika/v1/pages.pb.h>
#include <string>
#include <string_view>

#include "server/domain/pages/pages.h"

namespace fika::domain {

// create.cc
Result<std::string> prepare_create(const Query& query, const v1::CreatePageRequest& request);
Result<v1::Page> create_page(Command& command, const v1::CreatePageRequest& request);
// save.cc
Result<std::string> prepare_save(const Query& query, const v1::SavePageRequest& request);
Result<v1::SavePageReply> save_page(Command& command, const v1::SavePageRequest& request);
// restore.cc
Result<std::string> prepare_restore(const Query& query, const v1::RestoreRevisionRequest& request);
Result<v1::Page> restore_revision(Command& command, const v1::RestoreRevisionRequest& request);
// move.cc
Result<v1::Page> move_page(Command& command, const v1::MovePageRequest& request);
// trash.cc
Result<v1::Page> trash_page(Command& command, const v1::TrashPageRequest& request);
Result<v1::Page> restore_page(Command& command, const v1::RestorePageRequest& request);
// What falls due as kEmptyTrash: page:16 trashed_at_ms:u64. Nothing happens if it was restored.
inline constexpr std::string_view kEmptyTrash = "pages.empty_trash";
Status empty_trash(storage::Transaction& txn, std::string_view payload);
// What falls due as kEraseBelow: place:17 page:16, a page that is gone already.
inline constexpr std::string_view kEraseBelow = "pages.erase_below";
Status erase_below(storage::Transaction& txn, std::string_view payload);
inline constexpr std::size_t kErasedPageRowsMax = 500;  // in one of those

// read.cc
Result<v1::PageView> get_page(const Query& query, const v1::GetPageRequest& request);
Result<v1::ListPagesReply> list_pages(const Query& query, const v1::ListPagesRequest& request);
Result<v1::Page> resolve_page(const Query& query, const v1::ResolvePageRequest& request);
// preview.cc
Result<v1::PagePreview> preview_page(const Query& query, const v1::PreviewPageRequest& request);
// history.cc
Result<v1::ListRevisionsReply> list_revisions(const Query& query,
                                              const v1::ListRevisionsRequest& request);
Result<v1::RevisionView> get_revision(const Query& query, const v1::GetRevisionRequest& request);
// compare.cc
Result<v1::ComparePageReply> compare_page(const Query& query,
                                          const v1::ComparePageRequest& request);
v1::RevisionMark mark_of(const v1::Revision& revision);
// blame.cc
inline constexpr std::size_t kBlamedRevisionsMax = 500;
inline constexpr std::uint64_t kBlamedTextBytesMax = 16 * 1024 * 1024;  // of all those revisions
Result<v1::BlamePageReply> blame_page(const Query& query, const v1::BlamePageRequest& request);
// lists.cc
Result<v1::ListRecentChangesReply> list_recent_changes(const Query& query,
                                                       const v1::ListRecentChangesRequest& request);
Result<v1::ListTrashReply> list_trash(const Query& query, const v1::ListTrashRequest& request);
Result<v1::ListTagsReply> list_tags(const Query& query, const v1::ListTagsRequest& request);
Result<v1::ListPagesByTagReply> list_pages_by_tag(const Query& query,
                                                  const v1::ListPagesByTagRequest& request);
// backlinks.cc
Result<v1::ListBacklinksReply> list_backlinks(const Query& query,
                                              const v1::ListBacklinksRequest& request);
Result<v1::ListWantedPagesReply> list_wanted_pages(const Query& query,
                                                   const v1::ListWantedPagesRequest& request);

// discussions.cc
Result<v1::ListPagesFromReply> list_pages_from(const Query& query,
                                               const v1::ListPagesFromRequest& request);
Result<v1::ListDiscussionsReply> list_discussions(const Query& query,
                                                  const v1::ListDiscussionsRequest& request);

// check.cc: part of fika-server verify.
Status check_pages(const storage::Reader& reader, storage::Findings& findings);

}  // namespace fika::domain
