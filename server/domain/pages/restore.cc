// SPDX-License-Identifier: GPL-3.0-or-later
// Bringing an earlier text back. Its bytes stay where they are; only its links are read again, and
// open passages are looked for in it.
#include "server/domain/pages/handlers.h"
#include "server/domain/pages/rendering.h"
#include "server/domain/pages/revisions.h"
#include "server/domain/pages/writing.h"
#include "server/domain/passages/passages.h"

namespace fika::domain {
namespace {

Status place_open_passages(const Query& query, const Id& id, const v1::Page& page,
                           const std::string& text, store::v1::PreparedText& prepared) {
  TRY(const auto open, open_passages(query.reader, id));
  if (open.empty()) return {};
  TRY(const auto newest, named_revision(query.reader, id, 0, page.revision()));
  TRY(const std::string present, text_of(query.reader, id, newest));
  return place_passages(query.reader, id, present, text, prepared);
}

}  // namespace

Result<std::string> prepare_restore(const Query& query, const v1::RestoreRevisionRequest& request) {
  TRY(const v1::Page page, named_page(query.reader, request.page()));
  TRY(const Id id, Id::parse(page.id()));
  TRY(const auto revision, find_revision(query.reader, id, request.revision()));
  store::v1::PreparedText prepared;
  // Without it the command refuses.
  if (!revision) return prepared.SerializeAsString();
  TRY(const std::string text, text_of(query.reader, id, *revision));
  TRY(*prepared.mutable_links(), links_in(text));
  prepared.set_head(page.revision());
  CHECKED(place_open_passages(query, id, page, text, prepared));
  return prepared.SerializeAsString();
}

Result<v1::Page> restore_revision(Command& command, const v1::RestoreRevisionRequest& request) {
  storage::Transaction& txn = command.txn;
  TRY(const WritablePage writable, writable_page(txn, command.actor, request.page()));
  const PlacedPage& before = writable.placed;
  const std::uint64_t head = before.page.revision();
  if (request.base_revision() != head) {
    return fail(Code::kAborted,
                "The page has been revised since you looked: its newest revision is {}. Look at "
                "it, then decide again.",
                head);
  }
  if (request.revision() == 0) {
    return fail(Code::kInvalid, "Say which revision to bring back; the first is 1.");
  }
  TRY(const auto wanted, named_revision(txn, writable.id, request.revision(), head));
  TRY(const auto newest, named_revision(txn, writable.id, head, head));
  if (wanted.text_number() == newest.text_number()) return before.page;
  store::v1::PreparedText text;
  text.ParseFromArray(command.prepared.data(), static_cast<int>(command.prepared.size()));
  if (text.head() != head) return prepare_again();
  text.set_text_number(wanted.text_number());
  text.set_text_hash(wanted.text_hash());
  text.set_text_bytes(wanted.revision().text_bytes());
  Written written{.summary = {},
                  .parents = {head},
                  .source = source_of(command.actor),
                  .restored_from = request.revision()};
  TRY(written.summary, checked_summary(request.summary()));
  PlacedPage after = before;
  CHECKED(add_revision(command, after.page, text, written));
  CHECKED(follow_text(txn, writable.id, text, after.page.revision()));
  CHECKED(put_page(txn, &before, after));
  return after.page;
}

}  // namespace fika::domain
