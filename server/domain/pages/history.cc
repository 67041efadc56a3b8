// SPDX-License-Identifier: GPL-3.0-or-later
// What a page was.
#include "server/domain/pages/handlers.h"
#include "server/domain/pages/listing.h"
#include "server/domain/pages/revisions.h"
#include "server/domain/pages/tree.h"

namespace fika::domain {

Result<v1::ListRevisionsReply> list_revisions(const Query& query,
                                              const v1::ListRevisionsRequest& request) {
  TRY(const v1::Page page, named_page(query.reader, request.page()));
  TRY(const Id id, Id::parse(page.id()));
  TRY(const std::uint32_t limit, checked_limit(request.limit(), kPagesListDefault, kPagesListMax));
  storage::Range range{.prefix = std::string(id.bytes()), .bound = {}, .reverse = true};
  if (request.before() != 0) range.bound = revision_key(id, request.before());
  v1::ListRevisionsReply reply;
  Status status;
  CHECKED(storage::scan_index(
      query.reader, kRevisions, range, [&](std::string_view, std::string_view value) {
        if (static_cast<std::uint32_t>(reply.revisions_size()) == limit) {
          reply.set_has_more(true);
          return false;
        }
        store::v1::StoredRevision stored;
        if (!stored.ParseFromArray(value.data(), static_cast<int>(value.size()))) {
          status = fail(Code::kDataLoss, "A revision cannot be read. Run fika-server verify.");
          return false;
        }
        *reply.add_revisions() = std::move(*stored.mutable_revision());
        return true;
      }));
  CHECKED(status);
  return reply;
}

Result<v1::RevisionView> get_revision(const Query& query, const v1::GetRevisionRequest& request) {
  TRY(const v1::Page page, named_page(query.reader, request.page()));
  TRY(const Id id, Id::parse(page.id()));
  TRY(auto stored, named_revision(query.reader, id, request.revision(), page.revision()));
  v1::RevisionView view;
  TRY(*view.mutable_text(), text_of(query.reader, id, stored));
  *view.mutable_revision() = std::move(*stored.mutable_revision());
  return view;
}

}  // namespace fika::domain
